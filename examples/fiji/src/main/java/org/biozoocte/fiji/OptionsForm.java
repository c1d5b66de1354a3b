package org.biozoocte.fiji;

import ij.Macro;
import java.util.ArrayDeque;
import java.util.Deque;

/** A form without a display: what a macro's options say, else the values at first. */
final class OptionsForm implements Form {
    private final String options;
    private final Deque<String> values = new ArrayDeque<>();

    /**
     * Makes an empty one.
     *
     * @param options a macro's options, such as "folder=/data seed=3", or null for none
     */
    OptionsForm(String options) {
        this.options = options == null ? "" : options;
    }

    @Override
    public void addText(String label, String value) {
        values.add(Macro.getValue(options, key(label), value).trim());
    }

    @Override
    public void addFolder(String label, String value) {
        addText(label, value);
    }

    @Override
    public void addFile(String label, String value) {
        addText(label, value);
    }

    @Override
    public void addChoice(String label, String[] choices, String value) {
        addText(label, value);
    }

    @Override
    public void addNumber(String label, double value, int decimals) {
        addText(label, Double.toString(value));
    }

    @Override
    public void addFlag(String label, boolean value) {
        // As in a dialog run by a macro: a flag is set if its key stands there, and not set if it does not.
        String key = key(label);
        boolean isSet = options.isEmpty() ? value : (" " + options + " ").matches("(?s).*\\s" + key + "\\s.*");
        values.add(Boolean.toString(isSet));
    }

    @Override
    public void addMessage(String words) {
        // Nobody reads it.
    }

    @Override
    public void show() {
        // There is nothing to show it on.
    }

    @Override
    public String nextText() {
        return values.remove();
    }

    @Override
    public String nextChoice() {
        return values.remove();
    }

    @Override
    public double nextNumber() {
        try {
            return Double.parseDouble(values.remove());
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    @Override
    public boolean nextFlag() {
        return Boolean.parseBoolean(values.remove());
    }

    private static String key(String label) {
        return Macro.trimKey(label);
    }
}
