package org.biozoocte.fiji;

import ij.IJ;
import ij.Macro;
import ij.Prefs;
import ij.WindowManager;
import ij.measure.ResultsTable;

/** The command without any display, by a macro's options. Prints the table. */
public final class HeadlessSession {
    private HeadlessSession() {
    }

    /**
     * Runs it.
     *
     * @param arguments the image, the options of the command, and the folder of models
     */
    public static void main(String[] arguments) throws Exception {
        Thread command = new Thread(() -> {
            WindowManager.setTempCurrentImage(IJ.openImage(arguments[0]));
            Macro.setOptions(arguments[1]);
            // Without its window ImageJ has not read its preferences.
            Prefs.set("biozoocte.models", arguments[2]);
            new RankModelsCommand().run("");
        }, "Run$_headless");
        command.start();
        command.join();
        ResultsTable table = ResultsTable.getResultsTable();
        for (int row = 0; row < table.size(); row++) {
            System.out.println("ROW " + table.getRowAsString(row).replace('\t', '|'));
        }

        System.exit(0);
    }
}
