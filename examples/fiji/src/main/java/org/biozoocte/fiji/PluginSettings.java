package org.biozoocte.fiji;

import ij.Prefs;

/** What is kept of this plugin between sessions, among ImageJ's preferences. */
final class PluginSettings {
    private static final String PROGRAM = "biozoocte.program";
    private static final String MODELS = "biozoocte.models";
    private static final String SERVER = "biozoocte.server";
    private static final String TOKEN = "biozoocte.token";
    private static final String CERTIFICATE = "biozoocte.certificate";

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
     * The bridge on another machine.
     *
     * @return it; empty for a bridge of this machine
     */
    static ServerSetting server() {
        return new ServerSetting(Prefs.get(SERVER, ""), Prefs.get(TOKEN, ""), Prefs.get(CERTIFICATE, ""));
    }

    /**
     * Keeps all.
     *
     * @param program the program's path, or nothing
     * @param modelFolder the folder's path, or nothing
     * @param server the bridge on another machine; of its token the file's path alone is kept
     */
    static void save(String program, String modelFolder, ServerSetting server) {
        Prefs.set(PROGRAM, program.trim());
        Prefs.set(MODELS, modelFolder.trim());
        Prefs.set(SERVER, server.address);
        Prefs.set(TOKEN, server.tokenFile);
        Prefs.set(CERTIFICATE, server.authorityFile);
        Prefs.savePreferences();
    }
}
