package org.biozoocte.fiji;

import ij.IJ;
import java.io.File;
import java.net.URISyntaxException;
import java.security.CodeSource;
import java.util.Map;
import java.util.function.Consumer;

/** Finds the bridge of the server that is set, else the one that runs here, or starts one. */
final class BridgeFinder {
    private static final int START_SECONDS = 30;

    private BridgeFinder() {
    }

    /**
     * Opens a channel to the bridge of this user. Where a server is set none is started.
     *
     * @return the channel
     * @throws BridgeException where the server cannot be used, or none is set, none runs and none can be started
     * @throws CancelledException if Escape was pressed
     */
    static Bridge open() throws BridgeException, CancelledException {
        Map<String, String> environment = System.getenv();
        ServerSetting server = PluginSettings.server().or(environment);
        if (server.isSet()) {
            return ServerBridge.open(server);
        }

        ConnectionFile file = ConnectionFile.locate(environment, System.getProperty("user.home"), IJ.isWindows());
        Bridge running = running(file, server.authorityFile, IJ::log);
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
     * @param authorityFile the file of the authorities that are trusted where the bridge speaks TLS, or nothing
     * @param complaints told why the bridge of a file is not used
     * @return the channel, or null where no such bridge answers
     * @throws BridgeException where one runs whose certificate is not trusted: another in its place would take its
     *     connection file away
     */
    static Bridge running(ConnectionFile file, String authorityFile, Consumer<String> complaints)
        throws BridgeException {
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

        Bridge bridge = Bridge.connect(address.trusting(authorityFile));
        if (bridge.isServing()) {
            return bridge;
        }

        bridge.close();
        TlsCheck check = address.tls ? TlsCheck.of(address.trusting(authorityFile)) : null;
        if (check != null && check.isUntrusted()) {
            throw new BridgeException(check.reason());
        }

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
