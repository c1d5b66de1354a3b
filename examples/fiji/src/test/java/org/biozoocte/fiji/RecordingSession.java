package org.biozoocte.fiji;

import ij.IJ;
import ij.ImageJ;
import ij.WindowManager;
import ij.measure.ResultsTable;
import ij.plugin.frame.Recorder;
import ij.text.TextPanel;
import ij.text.TextWindow;
import java.awt.Window;

/**
 * ImageJ as a person has it, with the recorder open: opens an image, chooses a command of the menu, and waits for
 * what a window's title says is done. Prints what was recorded, runs that as a macro, and prints the ranking's table
 * of both. The plugin is in the plugins folder, not on the class path.
 */
public final class RecordingSession {
    private static final int SECONDS = 120;
    private static final String TABLE = "Zoo Ranking";

    private RecordingSession() {
    }

    /**
     * Runs it.
     *
     * @param arguments the image, and for how many seconds the windows stay afterwards
     */
    public static void main(String[] arguments) throws Exception {
        new ImageJ(ImageJ.EMBEDDED);
        IJ.openImage(arguments[0]).show();
        Recorder recorder = new Recorder();
        IJ.doCommand("Rank Zoo Models...");
        waitForTable();
        // The recorder takes a command in when its thread is about to end.
        for (int i = 0; i < 50 && recorded(recorder) == null; i++) {
            Thread.sleep(100);
        }

        System.out.println("RECORDED " + recorded(recorder));
        printShown();
        print("FIRST ");
        WindowManager.getFrame(TABLE).dispose();
        WindowManager.removeWindow(WindowManager.getFrame(TABLE));
        IJ.runMacro(recorded(recorder));
        print("AGAIN ");
        Thread.sleep(1000L * Integer.parseInt(arguments[1]));
        System.exit(0);
    }

    private static void waitForTable() throws InterruptedException {
        for (int i = 0; i < SECONDS * 10; i++) {
            // The bar of the bridge's command is done when no thread of it runs any more.
            if (WindowManager.getFrame(TABLE) != null && !isRunning()) {
                return;
            }

            Thread.sleep(100);
        }

        for (Window window : Window.getWindows()) {
            System.out.println("OPEN " + window);
        }

        System.out.println("LOG " + IJ.getLog());
        System.exit(1);
    }

    private static boolean isRunning() {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("Rank Zoo Models")) {
                return true;
            }
        }

        return false;
    }

    private static String recorded(Recorder recorder) {
        for (String line : recorder.getText().split("\n")) {
            if (line.startsWith("run(\"Rank Zoo Models...\"")) {
                return line;
            }
        }

        return null;
    }

    /** The lines of the window itself, as a person reads them. */
    private static void printShown() {
        TextPanel lines = ((TextWindow) WindowManager.getFrame(TABLE)).getTextPanel();
        for (int line = 0; line < lines.getLineCount(); line++) {
            System.out.println("SHOWN " + lines.getLine(line).replace('\t', '|'));
        }
    }

    private static void print(String prefix) {
        ResultsTable table = ResultsTable.getResultsTable(TABLE);
        for (int row = 0; row < table.size(); row++) {
            System.out.println(prefix + table.getRowAsString(row).replace('\t', '|'));
        }
    }
}
