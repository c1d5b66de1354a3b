package org.biozoocte.fiji;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Finds the program zoocte: by the setting, by BIOZOOCTE_EXECUTABLE, beside the plugin, on PATH, in this order. */
final class BridgeProgram {
    private static final String VARIABLE = "BIOZOOCTE_EXECUTABLE";

    private final String setting;
    private final Map<String, String> environment;
    private final File pluginFolder;
    private final boolean isWindows;

    /**
     * Makes one.
     *
     * @param setting the path in the plugin's settings, or nothing
     * @param environment the environment's variables
     * @param pluginFolder where the plugin is, or null where that is not known
     * @param isWindows whether this is Windows, where programs end in .exe
     */
    BridgeProgram(String setting, Map<String, String> environment, File pluginFolder, boolean isWindows) {
        this.setting = setting;
        this.environment = environment;
        this.pluginFolder = pluginFolder;
        this.isWindows = isWindows;
    }

    /**
     * Finds it.
     *
     * @return the program
     * @throws BridgeException where there is none, saying what to get and where to put it; or where the setting or the
     *     variable names something that cannot be run, for then another one would not be what was asked for
     */
    File find() throws BridgeException {
        if (!setting.isEmpty()) {
            return named(setting, "Plugins > BioZoo CTE > BioZoo CTE Settings... names");
        }

        String variable = environment.get(VARIABLE);
        if (variable != null && !variable.isEmpty()) {
            return named(variable, VARIABLE + " names");
        }

        for (File candidate : candidates()) {
            if (isProgram(candidate)) {
                return candidate;
            }
        }

        throw new BridgeException(missing());
    }

    private List<File> candidates() {
        List<File> candidates = new ArrayList<>();
        if (pluginFolder != null) {
            candidates.add(new File(pluginFolder, name()));
            // An unpacked zip: zoocte-0.1.0-linux-x64, the newest first.
            String[] entries = pluginFolder.list((folder, entry) -> entry.startsWith("zoocte-"));
            if (entries != null) {
                Arrays.sort(entries, Collections.reverseOrder(BridgeProgram::compareVersions));
                for (String entry : entries) {
                    candidates.add(new File(new File(pluginFolder, entry), name()));
                }
            }
        }

        String path = environment.get("PATH");
        for (String folder : (path == null ? "" : path).split(File.pathSeparator)) {
            if (!folder.isEmpty()) {
                candidates.add(new File(folder, name()));
            }
        }

        return candidates;
    }

    /** By the numbers: as text zoocte-0.10.0 comes before zoocte-0.9.0. */
    private static int compareVersions(String left, String right) {
        List<Integer> lefts = numbers(left);
        List<Integer> rights = numbers(right);
        for (int i = 0; i < Math.min(lefts.size(), rights.size()); i++) {
            int order = lefts.get(i).compareTo(rights.get(i));
            if (order != 0) {
                return order;
            }
        }

        int order = Integer.compare(lefts.size(), rights.size());
        return order != 0 ? order : left.compareTo(right);
    }

    /** The numbers of zoocte-NUMBER.NUMBER.NUMBER-SYSTEM; none where it is named otherwise. */
    private static List<Integer> numbers(String entry) {
        List<Integer> numbers = new ArrayList<>();
        String version = entry.split("-", -1)[1];
        if (version.matches("[0-9]{1,9}([.][0-9]{1,9})*")) {
            for (String number : version.split("[.]")) {
                numbers.add(Integer.valueOf(number));
            }
        }

        return numbers;
    }

    private static File named(String path, String who) throws BridgeException {
        File program = new File(path);
        if (!isProgram(program)) {
            throw new BridgeException(who + " " + path + ", which is not a program that can be run.");
        }

        return program;
    }

    private static boolean isProgram(File file) {
        return file.isFile() && file.canExecute();
    }

    private String name() {
        return isWindows ? "zoocte.exe" : "zoocte";
    }

    private String system() {
        boolean isMac = System.getProperty("os.name", "").startsWith("Mac");
        return isWindows ? "win-x64" : isMac ? "osx-arm64" : "linux-x64";
    }

    private String missing() {
        String beside = pluginFolder == null ? "beside this plugin" : "into " + pluginFolder;
        return "No bridge is running, and the program " + name() + ", which would be started, was not found.\n"
            + "Get BioZooCte's zoocte-VERSION-" + system() + ".zip (bridge/publish in the repository of BioZooCte makes "
            + "it) and unzip it " + beside + ".\n"
            + "Elsewhere it is found on PATH, by the variable " + VARIABLE
            + ", or by its path in Plugins > BioZoo CTE > BioZoo CTE Settings..., where the lab's server can be named "
            + "instead.";
    }
}
