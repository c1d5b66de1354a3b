package org.biozoocte.fiji;

import ij.IJ;
import ij.Macro;
import ij.WindowManager;
import ij.measure.ResultsTable;

/** Sets a server by the options of the settings' command and ranks there, without any display. Prints the table. */
public final class ServerSession {
    private ServerSession() {
    }

    /**
     * Runs it.
     *
     * @param arguments the image, and for each try the options of the settings
     */
    public static void main(String[] arguments) throws Exception {
        for (int i = 1; i < arguments.length; i++) {
            String options = arguments[i];
            Thread command = new Thread(() -> {
                WindowManager.setTempCurrentImage(IJ.openImage(arguments[0]));
                Macro.setOptions(options);
                new SettingsCommand().run("");
                Macro.setOptions("models=dsb256,dsb360");
                new RankModelsCommand().run("");
            }, "Run$_server");
            System.out.println("TRY " + options);
            command.start();
            command.join();
        }

        ResultsTable table = ResultsTable.getResultsTable();
        for (int row = 0; row < table.size(); row++) {
            System.out.println("ROW " + table.getRowAsString(row).replace('\t', '|'));
        }

        System.exit(0);
    }
}
