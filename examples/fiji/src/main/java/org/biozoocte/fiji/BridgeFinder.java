package org.biozoocte.fiji;

import ij.IJ;
import java.io.File;
import java.net.URISyntaxException;
import java.security.CodeSource;
import java.util.Map;
import java.util.function.Consumer;

/** Finds the bridge that runs, or starts one. */
final class BridgeFinder {
    private static final int START_SECONDS = 30;

    private BridgeFinder() {
    }

    /**
     * Opens a channel to the bridge of this user.
     *
     * @return the channel
     * @throws BridgeException where none runs and none can be started
     * @throws CancelledException if Escape was pressed
     */
    static Bridge open() throws BridgeException, CancelledException {
        Map<String, String> environment = System.getenv();
        ConnectionFile file = ConnectionFile.locate(environment, System.getProperty("user.home"), IJ.isWindows());
        Bridge running = running(file, IJ::log);
        if (running != null) {
            return running;
        }

        File program =
            new BridgeProgram(PluginSettings.program(), environment, pluginFolder(), IJ.isWindows()).find();
        String models = PluginSettings.modelFolder();
        if (!new File(models).isDirectory()) {
            throw new BridgeException("No bridge is running, and to start one the folder of models is needed, which "
                + (models.isEmpty() ? "was not chosen yet" : "is not there: " + models)
                + ".\nChoose it in Plugins > BioZoo CTE > BioZoo CTE Settings...");
        }

        IJ.showStatus("BioZoo CTE: starting " + program.getName() + "...");
        return new BridgeLauncher(program, models, START_SECONDS).start(file);
    }

    /**
     * Opens a channel to the bridge that a file speaks of.
     *
     * @param file the file
     * @param complaints told why the bridge of a file is not used
     * @return the channel, or null where no such bridge answers
     */
    static Bridge running(ConnectionFile file, Consumer<String> complaints) {
        BridgeAddress address;
        try {
            address = file.read();
        } catch (BridgeException e) {
            complaints.accept("BioZoo CTE: " + e.getMessage());
            return null;
        }

        if (address == null) {
            return null;
        }

        String reason = address.reasonAgainst();
        if (reason != null) {
            complaints.accept("BioZoo CTE: the bridge of " + file + " is not used: " + reason + ".");
            return null;
        }

        Bridge bridge = Bridge.connect(address);
        if (bridge.isServing()) {
            return bridge;
        }

        bridge.close();
        return null;
    }

    private static File pluginFolder() {
        CodeSource source = BridgeFinder.class.getProtectionDomain().getCodeSource();
        try {
            return source == null ? null : new File(source.getLocation().toURI()).getParentFile();
        } catch (URISyntaxException | IllegalArgumentException e) {
            return null;
        }
    }
}
