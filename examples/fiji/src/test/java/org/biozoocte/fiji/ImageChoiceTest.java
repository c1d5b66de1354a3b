package org.biozoocte.fiji;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.fail;

import ij.IJ;
import ij.ImagePlus;
import ij.process.ColorProcessor;
import org.biozoocte.v1.ImageSelection;
import org.junit.Test;

/** What of an image is chosen, in ImageJ's terms and in the wire's. */
public class ImageChoiceTest {
    @Test
    public void toWire_DisplayedOfHyperstack_CountsFromZeroFramesBeforeSlices() throws Exception {
        ImagePlus image = IJ.createHyperStack("i", 4, 4, 3, 5, 2, 8);
        image.setPositionWithoutUpdate(2, 4, 2);
        ImageSelection selection = new ImageChoice("displayed", "displayed", false).toWire(image);
        assertEquals("1", selection.getChannel());
        assertEquals("8", selection.getPlanes());
    }

    @Test
    public void toWire_DisplayedOfOneChannel_IsNoChoice() throws Exception {
        ImagePlus image = IJ.createImage("i", 4, 4, 1, 8);
        ImageSelection selection = new ImageChoice("displayed", "displayed", false).toWire(image);
        assertEquals("", selection.getChannel());
        assertEquals("all", selection.getPlanes());
    }

    @Test
    public void toWire_Rgb_HasNoDisplayedChannel() throws Exception {
        ImagePlus image = new ImagePlus("i", new ColorProcessor(2, 2));
        ImageSelection selection = new ImageChoice("displayed", "all", true).toWire(image);
        assertEquals("", selection.getChannel());
        assertEquals(true, selection.getRgbToGray());
    }

    @Test
    public void toWire_NumbersAndNames_ArePassedOn() throws Exception {
        ImagePlus image = IJ.createImage("i", 4, 4, 1, 8);
        ImageSelection selection = new ImageChoice("3", "middle", false).toWire(image);
        assertEquals("2", selection.getChannel());
        assertEquals("middle", selection.getPlanes());
        assertEquals("DAPI", new ImageChoice("DAPI", "all", false).toWire(image).getChannel());
    }

    @Test
    public void toWire_Zero_IsRefused() throws Exception {
        try {
            new ImageChoice("0", "all", false).toWire(IJ.createImage("i", 4, 4, 1, 8));
            fail("It was taken.");
        } catch (BridgeException e) {
            assertEquals("Channel is 0; positions count from 1.", e.getMessage());
        }
    }
}
