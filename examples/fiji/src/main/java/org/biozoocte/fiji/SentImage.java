package org.biozoocte.fiji;

import ij.ImagePlus;
import ij.process.ImageProcessor;
import org.biozoocte.v1.Axis;
import org.biozoocte.v1.DataType;
import org.biozoocte.v1.ImageHeader;

/**
 * An ImageJ image as the wire has it: axes t, z and c where they are longer than 1, then y and x; RGB as three
 * channels. Its elements follow one another as in an ImageJ hyperstack: channels fastest, then slices, then frames.
 */
final class SentImage {
    private static final int COLOURS = 3;

    private final ImagePlus image;
    private final boolean isRgb;
    private final boolean isSigned;
    private int cachedIndex = -1;
    private ImageProcessor cached;

    /**
     * Makes one.
     *
     * @param image the image
     */
    SentImage(ImagePlus image) {
        this.image = image;
        // Eight bits with a table of colours are a picture in colour; the numbers are positions in the table.
        isRgb = image.getType() == ImagePlus.COLOR_RGB || image.getType() == ImagePlus.COLOR_256;
        isSigned = image.getCalibration().isSigned16Bit();
    }

    /**
     * Whether an image has several channels to choose from.
     *
     * @param image the image
     * @return true for several channels that are not red, green and blue
     */
    static boolean hasChannels(ImagePlus image) {
        return image.getNChannels() > 1 && image.getType() != ImagePlus.COLOR_RGB
            && image.getType() != ImagePlus.COLOR_256;
    }

    /**
     * What it is.
     *
     * @param name what it is called
     * @return its header
     * @throws BridgeException for a stack of colour pictures in several channels, which the wire has no axes for
     */
    ImageHeader header(String name) throws BridgeException {
        if (isRgb && image.getNChannels() > 1) {
            throw new BridgeException(name + " has channels of colour pictures; split it first.");
        }

        ImageHeader.Builder header = ImageHeader.newBuilder().setName(name).setDataType(type()).setIsRgb(isRgb);
        add(header, "t", image.getNFrames());
        add(header, "z", image.getNSlices());
        add(header, "c", isRgb ? COLOURS : image.getNChannels());
        header.addAxes(Axis.newBuilder().setName("y").setSize(image.getHeight()));
        header.addAxes(Axis.newBuilder().setName("x").setSize(image.getWidth()));
        return header.build();
    }

    /**
     * How many planes it has: of colour pictures three each.
     *
     * @return the number
     */
    int planes() {
        return image.getStackSize() * (isRgb ? COLOURS : 1);
    }

    /**
     * The elements of a plane.
     *
     * @return the number
     */
    int elementsOfPlane() {
        return image.getWidth() * image.getHeight();
    }

    /**
     * The bytes of an element.
     *
     * @return the number
     */
    int bytesOfElement() {
        return isRgb ? 1 : image.getBytesPerPixel();
    }

    /**
     * A plane.
     *
     * @param position its position, from 0
     * @return the plane
     */
    ImagePlane plane(int position) {
        int index = isRgb ? position / COLOURS : position;
        if (index != cachedIndex) {
            // A virtual stack reads it from the disk: once for the three colours.
            ImageProcessor processor = image.getStackSize() == 1
                ? image.getProcessor()
                : image.getStack().getProcessor(index + 1);
            cached = isRgb ? processor.convertToRGB() : processor;
            cachedIndex = index;
        }

        return new ImagePlane(cached, isRgb ? position % COLOURS : 0, isSigned);
    }

    private DataType type() {
        switch (isRgb ? ImagePlus.GRAY8 : image.getType()) {
            case ImagePlus.GRAY16:
                return isSigned ? DataType.DATA_TYPE_INT16 : DataType.DATA_TYPE_UINT16;
            case ImagePlus.GRAY32:
                return DataType.DATA_TYPE_FLOAT32;
            default:
                return DataType.DATA_TYPE_UINT8;
        }
    }

    private static void add(ImageHeader.Builder header, String name, int size) {
        if (size > 1) {
            header.addAxes(Axis.newBuilder().setName(name).setSize(size));
        }
    }
}
