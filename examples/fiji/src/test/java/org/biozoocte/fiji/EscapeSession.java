package org.biozoocte.fiji;

import ij.IJ;
import ij.ImageJ;

/** ImageJ as a person has it, with a ranking that somebody else ends by the Escape key. Says how long it took to end. */
public final class EscapeSession {
    private static final int SECONDS = 60;
    private static final long MILLION = 1_000_000L;

    private EscapeSession() {
    }

    /**
     * Runs it.
     *
     * @param arguments the image and the options of the command
     */
    public static void main(String[] arguments) throws Exception {
        new ImageJ(ImageJ.EMBEDDED);
        IJ.openImage(arguments[0]).show();
        Thread ranking = new Thread(
            () -> IJ.runMacro("run('Rank Zoo Models...', '" + arguments[1] + "');"), "macro");
        ranking.setDaemon(true);
        ranking.start();
        // A ranking under way has shown its progress, for which the bridge had to have the image.
        for (int i = 0; i < SECONDS * 10 && !ImageJ.getStatusBarText().contains(" of "); i++) {
            Thread.sleep(100);
        }

        System.out.println("UNDER WAY " + ImageJ.getStatusBarText());
        for (int i = 0; i < SECONDS * 100 && !IJ.escapePressed(); i++) {
            Thread.sleep(10);
        }

        long start = System.nanoTime();
        ranking.join(SECONDS * 1000L);
        System.out.println((ranking.isAlive() ? "GOES ON " : "ENDED ") + (System.nanoTime() - start) / MILLION);
        System.exit(0);
    }
}
