package org.biozoocte.fiji;

import ij.Prefs;

/** What is kept of this plugin between sessions, among ImageJ's preferences. */
final class PluginSettings {
    private static final String PROGRAM = "biozoocte.program";
    private static final String MODELS = "biozoocte.models";

    private PluginSettings() {
    }

    /**
     * The program that is started where no bridge runs.
     *
     * @return its path, or nothing for the one that is found
     */
    static String program() {
        return Prefs.get(PROGRAM, "");
    }

    /**
     * The folder of the models that a bridge started by this plugin has.
     *
     * @return its path, or nothing where none was chosen
     */
    static String modelFolder() {
        return Prefs.get(MODELS, "");
    }

    /**
     * Keeps both.
     *
     * @param program the program's path, or nothing
     * @param modelFolder the folder's path, or nothing
     */
    static void save(String program, String modelFolder) {
        Prefs.set(PROGRAM, program.trim());
        Prefs.set(MODELS, modelFolder.trim());
        Prefs.savePreferences();
    }
}
