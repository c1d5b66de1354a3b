package org.biozoocte.fiji;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.measure.ResultsTable;
import ij.plugin.filter.Analyzer;
import java.awt.GraphicsEnvironment;

/** Shows what came out, with a display or without. */
final class Output {
    private Output() {
    }

    /**
     * Shows an image; without a display it becomes the current image of this thread.
     *
     * @param image the image
     */
    static void show(ImagePlus image) {
        if (GraphicsEnvironment.isHeadless()) {
            WindowManager.setTempCurrentImage(image);
        } else {
            image.show();
        }
    }

    /**
     * Shows a table in its window, or the same window anew.
     *
     * @param table the table
     * @param title the window's title
     */
    static void show(ResultsTable table, String title) {
        if (!GraphicsEnvironment.isHeadless()) {
            table.show(title);
        }
    }

    /**
     * Shows a table that will not change any more; without a display it goes to the log, and becomes ImageJ's
     * results table.
     *
     * @param table the table
     * @param title the window's title
     */
    static void showLast(ResultsTable table, String title) {
        show(table, title);
        if (GraphicsEnvironment.isHeadless()) {
            Analyzer.setResultsTable(table);
            IJ.log(table.getColumnHeadings());
            for (int row = 0; row < table.size(); row++) {
                IJ.log(table.getRowAsString(row));
            }
        }
    }
}
