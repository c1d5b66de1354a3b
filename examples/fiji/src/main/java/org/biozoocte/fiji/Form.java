package org.biozoocte.fiji;

/**
 * The fields of a command: a dialog that ImageJ records and fills from macros, or, where there is no display, the
 * macro's options alone. Fields are added, the form is shown, and their values are read in the order of adding. A
 * field's key in a macro is the first word of its label, in lower case: labels are part of the plugin's interface.
 */
interface Form {
    /**
     * Adds a line of text.
     *
     * @param label its label
     * @param value its value at first
     */
    void addText(String label, String value);

    /**
     * Adds a folder's path.
     *
     * @param label its label
     * @param value its value at first
     */
    void addFolder(String label, String value);

    /**
     * Adds a file's path.
     *
     * @param label its label
     * @param value its value at first
     */
    void addFile(String label, String value);

    /**
     * Adds one of several values.
     *
     * @param label its label
     * @param values the values
     * @param value the one at first
     */
    void addChoice(String label, String[] values, String value);

    /**
     * Adds a number.
     *
     * @param label its label
     * @param value its value at first
     * @param decimals how many digits stand after the point
     */
    void addNumber(String label, double value, int decimals);

    /**
     * Adds yes or no.
     *
     * @param label its label
     * @param value its value at first
     */
    void addFlag(String label, boolean value);

    /**
     * Adds words for the reader.
     *
     * @param words the words
     */
    void addMessage(String words);

    /**
     * Shows it, where there is somebody to show it to, and waits.
     *
     * @throws CancelledException if it was cancelled
     */
    void show() throws CancelledException;

    /**
     * Reads the next text, folder or file.
     *
     * @return its value, without blanks around it
     */
    String nextText();

    /**
     * Reads the next choice.
     *
     * @return its value
     */
    String nextChoice();

    /**
     * Reads the next number.
     *
     * @return its value; not a number where it is none
     */
    double nextNumber();

    /**
     * Reads the next flag.
     *
     * @return its value
     */
    boolean nextFlag();
}
