package org.biozoocte.fiji;

import ij.IJ;

/** The Escape key, by which people end what ImageJ does. */
final class Escape {
    private Escape() {
    }

    /** Forgets what was pressed before. */
    static void reset() {
        IJ.resetEscape();
    }

    /**
     * Whether it was pressed, or the thread was asked to end.
     *
     * @return true if so
     */
    static boolean isPressed() {
        return IJ.escapePressed() || Thread.currentThread().isInterrupted();
    }

    /**
     * Ends what runs if it was pressed.
     *
     * @throws CancelledException if it was pressed
     */
    static void check() throws CancelledException {
        if (isPressed()) {
            throw new CancelledException();
        }
    }
}
