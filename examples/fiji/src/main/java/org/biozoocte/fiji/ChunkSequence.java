package org.biozoocte.fiji;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.biozoocte.v1.ImageChunk;

/** The chunks of one image, each made when it is asked for. None reaches from one plane into the next. */
final class ChunkSequence implements Iterator<ImageChunk> {
    private final int position;
    private final SentImage image;
    private final int elementsOfChunk;
    private int plane;
    private int element;
    private long offset;

    /**
     * Begins at the image's first element.
     *
     * @param position the image's position among those announced
     * @param image the image
     * @param bytes the most bytes of a chunk
     */
    ChunkSequence(int position, SentImage image, int bytes) {
        this.position = position;
        this.image = image;
        elementsOfChunk = Math.max(1, bytes / image.bytesOfElement());
    }

    @Override
    public boolean hasNext() {
        return plane < image.planes();
    }

    @Override
    public ImageChunk next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }

        int count = Math.min(elementsOfChunk, image.elementsOfPlane() - element);
        byte[] bytes = new byte[count * image.bytesOfElement()];
        image.plane(plane).write(element, count, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
        // The array is nobody else's, so it need not be copied.
        ByteString data = UnsafeByteOperations.unsafeWrap(bytes);
        ImageChunk chunk = ImageChunk.newBuilder().setImage(position).setOffset(offset).setData(data).build();
        offset += bytes.length;
        element += count;
        if (element == image.elementsOfPlane()) {
            element = 0;
            plane++;
        }

        return chunk;
    }
}
