package org.biozoocte.fiji;

import ij.ImagePlus;
import org.biozoocte.v1.ImageSelection;

/** What of an image models are given that take less than it has, in ImageJ's terms: positions count from 1. */
final class ImageChoice {
    private static final String DISPLAYED = "displayed";

    private final String channel;
    private final String planes;
    private final boolean isGray;

    /**
     * Makes one.
     *
     * @param channel "displayed", "none", a position from 1 or a name
     * @param planes "all", "middle", "displayed" or a position from 1, frames before slices
     * @param isGray whether one-channel models are given the luminance of colour images
     */
    ImageChoice(String channel, String planes, boolean isGray) {
        this.channel = channel;
        this.planes = planes;
        this.isGray = isGray;
    }

    /**
     * Adds its fields.
     *
     * @param form takes them
     */
    static void addTo(Form form) {
        form.addText("Channel (displayed, none, number, name)", DISPLAYED);
        form.addText("Planes (all, middle, displayed, number)", "all");
        form.addFlag("Gray_values of colour images for one-channel models", false);
    }

    /**
     * Reads its fields.
     *
     * @param form has them next
     * @return the choice
     */
    static ImageChoice readFrom(Form form) {
        String channel = form.nextText();
        String planes = form.nextText();
        return new ImageChoice(channel, planes, form.nextFlag());
    }

    /**
     * The choice for an image.
     *
     * @param image the image, which says what "displayed" is
     * @return the choice in the wire's terms: positions count from 0
     * @throws BridgeException where a position is not one
     */
    ImageSelection toWire(ImagePlus image) throws BridgeException {
        return ImageSelection.newBuilder()
            .setChannel(channelOf(image))
            .setPlanes(planesOf(image))
            .setRgbToGray(isGray)
            .build();
    }

    private String channelOf(ImagePlus image) throws BridgeException {
        if (channel.isEmpty() || "none".equals(channel)) {
            return "";
        }

        if (DISPLAYED.equals(channel)) {
            return SentImage.hasChannels(image) ? Integer.toString(image.getC() - 1) : "";
        }

        return isNumber(channel) ? fromZero("Channel", channel) : channel;
    }

    private String planesOf(ImagePlus image) throws BridgeException {
        if (DISPLAYED.equals(planes)) {
            int position = (image.getT() - 1) * image.getNSlices() + image.getZ() - 1;
            return image.getNSlices() * image.getNFrames() > 1 ? Integer.toString(position) : "all";
        }

        return isNumber(planes) ? fromZero("Planes", planes) : planes;
    }

    private static boolean isNumber(String text) {
        return text.matches("\\d{1,9}");
    }

    private static String fromZero(String field, String number) throws BridgeException {
        int position = Integer.parseInt(number) - 1;
        if (position < 0) {
            throw new BridgeException(field + " is " + number + "; positions count from 1.");
        }

        return Integer.toString(position);
    }
}
