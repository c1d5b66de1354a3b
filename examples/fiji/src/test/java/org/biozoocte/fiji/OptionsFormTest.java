package org.biozoocte.fiji;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

/** A command's fields without a display. */
public class OptionsFormTest {
    @Test
    public void next_MacroOptions_AreReadByTheFirstWordOfTheLabel() {
        OptionsForm form = new OptionsForm("folder=[/my data] metric=nhd seed=7 map");
        form.addFolder("Folder of images (empty: the open image)", "");
        form.addChoice("Metric", new String[] {"miou", "nhd"}, "miou");
        form.addNumber("Seed", 0, 0);
        form.addFlag("Map where the best model is consistent", false);
        form.addFlag("Objects of the best model", true);
        form.addText("Planes (all, middle)", "all");
        form.show();
        assertEquals("/my data", form.nextText());
        assertEquals("nhd", form.nextChoice());
        assertEquals(7, form.nextNumber(), 0);
        assertEquals(true, form.nextFlag());
        assertEquals(false, form.nextFlag());
        assertEquals("all", form.nextText());
    }

    @Test
    public void next_NoOptions_AreTheValuesAtFirst() {
        OptionsForm form = new OptionsForm(null);
        form.addFlag("Map", true);
        form.addNumber("Seed", 3, 0);
        assertEquals(true, form.nextFlag());
        assertEquals(3, form.nextNumber(), 0);
    }

    @Test
    public void nextNumber_NoNumber_IsNotANumber() {
        OptionsForm form = new OptionsForm("seed=some");
        form.addNumber("Seed", 3, 0);
        assertTrue(Double.isNaN(form.nextNumber()));
    }
}
