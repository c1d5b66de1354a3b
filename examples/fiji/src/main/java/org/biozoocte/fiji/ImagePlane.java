package org.biozoocte.fiji;

import ij.process.ImageProcessor;
import java.nio.ByteBuffer;

/** One plane's pixels as the wire's little-endian bytes. */
final class ImagePlane {
    private static final int BYTE = 0xFF;
    private static final int BITS_OF_BYTE = 8;
    private static final int SIGN_OF_SHORT = 0x8000;

    private final Object pixels;
    private final int component;
    private final boolean isSigned;

    /**
     * Makes one.
     *
     * @param processor the plane
     * @param component of a colour image 0 for red, 1 for green, 2 for blue; else 0
     * @param isSigned whether its 16 bits are numbers from -32768 that are kept with 32768 added, as ImageJ does
     */
    ImagePlane(ImageProcessor processor, int component, boolean isSigned) {
        pixels = processor.getPixels();
        this.component = component;
        this.isSigned = isSigned;
    }

    /**
     * Writes some of its elements.
     *
     * @param start the first of them
     * @param count how many
     * @param bytes takes them; its order is little-endian
     */
    void write(int start, int count, ByteBuffer bytes) {
        if (pixels instanceof byte[]) {
            bytes.put((byte[]) pixels, start, count);
        } else if (pixels instanceof short[]) {
            writeShorts((short[]) pixels, start, count, bytes);
        } else if (pixels instanceof float[]) {
            bytes.asFloatBuffer().put((float[]) pixels, start, count);
            bytes.position(bytes.position() + count * Float.BYTES);
        } else {
            writeComponent((int[]) pixels, start, count, bytes);
        }
    }

    private void writeShorts(short[] values, int start, int count, ByteBuffer bytes) {
        int flipped = isSigned ? SIGN_OF_SHORT : 0;
        for (int i = start; i < start + count; i++) {
            bytes.putShort((short) (values[i] ^ flipped));
        }
    }

    private void writeComponent(int[] values, int start, int count, ByteBuffer bytes) {
        int shift = (2 - component) * BITS_OF_BYTE;
        for (int i = start; i < start + count; i++) {
            bytes.put((byte) (values[i] >> shift & BYTE));
        }
    }
}
