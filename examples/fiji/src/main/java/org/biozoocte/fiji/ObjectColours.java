package org.biozoocte.fiji;

import ij.process.LUT;
import java.awt.Color;

/** Colours that tell neighbouring numbers apart; 0 is black. */
final class ObjectColours {
    /** The number of colours, with the background's. */
    static final int COUNT = 256;

    private static final float GOLDEN = 0.618034f;
    private static final int SHADES = 3;

    private ObjectColours() {
    }

    /**
     * The colours as a table for ImageJ.
     *
     * @return the table
     */
    static LUT lut() {
        byte[] red = new byte[COUNT];
        byte[] green = new byte[COUNT];
        byte[] blue = new byte[COUNT];
        for (int i = 1; i < COUNT; i++) {
            // Steps of the golden ratio never come near a hue that was used shortly before.
            float saturation = 0.9f - 0.2f * (i % SHADES);
            float brightness = 1 - 0.15f * (i / SHADES % SHADES);
            Color colour = Color.getHSBColor(i * GOLDEN % 1, saturation, brightness);
            red[i] = (byte) colour.getRed();
            green[i] = (byte) colour.getGreen();
            blue[i] = (byte) colour.getBlue();
        }

        return new LUT(red, green, blue);
    }
}
