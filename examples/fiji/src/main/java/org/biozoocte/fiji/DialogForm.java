package org.biozoocte.fiji;

import ij.gui.GenericDialog;

/** A form in ImageJ's own dialog, which the macro recorder records and which macros fill. */
final class DialogForm implements Form {
    private static final int TEXT_COLUMNS = 28;

    private final GenericDialog dialog;

    /**
     * Makes an empty one.
     *
     * @param title the dialog's title
     */
    DialogForm(String title) {
        dialog = new GenericDialog(title);
    }

    @Override
    public void addText(String label, String value) {
        dialog.addStringField(label, value, TEXT_COLUMNS);
    }

    @Override
    public void addFolder(String label, String value) {
        dialog.addDirectoryField(label, value, TEXT_COLUMNS);
    }

    @Override
    public void addFile(String label, String value) {
        dialog.addFileField(label, value, TEXT_COLUMNS);
    }

    @Override
    public void addChoice(String label, String[] values, String value) {
        dialog.addChoice(label, values, value);
    }

    @Override
    public void addNumber(String label, double value, int decimals) {
        dialog.addNumericField(label, value, decimals);
    }

    @Override
    public void addFlag(String label, boolean value) {
        dialog.addCheckbox(label, value);
    }

    @Override
    public void addMessage(String words) {
        dialog.addMessage(words);
    }

    @Override
    public void show() throws CancelledException {
        dialog.showDialog();
        if (dialog.wasCanceled()) {
            throw new CancelledException();
        }
    }

    @Override
    public String nextText() {
        return dialog.getNextString().trim();
    }

    @Override
    public String nextChoice() {
        return dialog.getNextChoice();
    }

    @Override
    public double nextNumber() {
        return dialog.getNextNumber();
    }

    @Override
    public boolean nextFlag() {
        return dialog.getNextBoolean();
    }
}
