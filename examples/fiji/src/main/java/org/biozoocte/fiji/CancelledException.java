package org.biozoocte.fiji;

/** Escape was pressed, or a dialog was cancelled: what runs is given up, and nobody has to be told. */
final class CancelledException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Makes one. */
    CancelledException() {
        super("Cancelled.");
    }
}
