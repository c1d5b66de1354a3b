package org.biozoocte.fiji;

/** Something that ends a command, in words for the person who started it. */
final class BridgeException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * Makes one.
     *
     * @param message what happened, and what can be done about it
     */
    BridgeException(String message) {
        super(message);
    }

    /**
     * Makes one that something else caused.
     *
     * @param message what happened, and what can be done about it
     * @param cause what was thrown beneath
     */
    BridgeException(String message, Throwable cause) {
        super(message, cause);
    }
}
