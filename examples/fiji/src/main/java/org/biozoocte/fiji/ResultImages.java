package org.biozoocte.fiji;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import java.util.List;

/** Makes ImageJ images of what the bridge sends. */
final class ResultImages {
    private static final int LARGEST_SHORT = 65535;

    private ResultImages() {
    }

    /**
     * Makes one: objects with a colour each, or numbers from 0 to 1.
     *
     * @param received what was sent
     * @param title the window's title
     * @param source the image that it is of, whose pixel size it takes over
     * @return the image, not yet shown
     * @throws BridgeException where some of it is missing
     */
    static ImagePlus make(ReceivedImage received, String title, ImagePlus source) throws BridgeException {
        PlaneOrder order = received.order();
        List<float[]> planes = received.planes();
        float largest = received.isLabels() ? largest(planes) : 1;
        ImageStack stack = new ImageStack(order.width(), order.height());
        for (int i = 0; i < planes.size(); i++) {
            boolean isShort = received.isLabels() && largest <= LARGEST_SHORT;
            stack.addSlice(label(received.channelNames(), i), processor(planes.get(i), order, isShort));
        }

        ImagePlus image = new ImagePlus(title, stack);
        image.setDimensions(order.size("c"), order.size("z"), order.size("t"));
        image.setOpenAsHyperStack(order.count() > 1);
        Calibration calibration = source.getCalibration().copy();
        calibration.disableDensityCalibration();
        image.setCalibration(calibration);
        if (received.isLabels()) {
            image.setLut(ObjectColours.lut());
        }

        image.setDisplayRange(0, received.isLabels() ? Math.max(ObjectColours.COUNT - 1, largest) : 1);
        return order.size("c") > 1 ? withChannels(image) : image;
    }

    /** One channel at a time, in gray, all of the same range. */
    private static ImagePlus withChannels(ImagePlus image) {
        CompositeImage channels = new CompositeImage(image, CompositeImage.GRAYSCALE);
        for (int channel = channels.getNChannels(); channel >= 1; channel--) {
            channels.setPosition(channel, 1, 1);
            channels.setDisplayRange(0, 1);
        }

        return channels;
    }

    private static ImageProcessor processor(float[] values, PlaneOrder order, boolean isShort) {
        if (!isShort) {
            return new FloatProcessor(order.width(), order.height(), values);
        }

        short[] shorts = new short[values.length];
        for (int i = 0; i < values.length; i++) {
            shorts[i] = (short) (int) values[i];
        }

        return new ShortProcessor(order.width(), order.height(), shorts, null);
    }

    private static String label(List<String> channelNames, int plane) {
        return channelNames.isEmpty() ? null : channelNames.get(plane % channelNames.size());
    }

    private static float largest(List<float[]> planes) {
        float largest = 0;
        for (float[] values : planes) {
            for (float value : values) {
                largest = Math.max(largest, value);
            }
        }

        return largest;
    }
}
