package org.biozoocte.fiji;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Map;

/** The file by which a running bridge is found. */
final class ConnectionFile {
    private final Path path;

    /**
     * Makes one at a place.
     *
     * @param path where it is or will be
     */
    ConnectionFile(Path path) {
        this.path = path;
    }

    /**
     * The file of this user.
     *
     * @param environment the environment's variables
     * @param home the user's home folder
     * @param isWindows whether this is Windows
     * @return the file, which need not exist
     */
    static ConnectionFile locate(Map<String, String> environment, String home, boolean isWindows) {
        String named = environment.get("BIOZOOCTE_CONNECTION");
        if (isSet(named)) {
            return new ConnectionFile(Paths.get(named));
        }

        String runtime = environment.get("XDG_RUNTIME_DIR");
        if (isSet(runtime)) {
            return new ConnectionFile(Paths.get(runtime, "biozoocte", "connection.json"));
        }

        String local = environment.get("LOCALAPPDATA");
        return isWindows && isSet(local)
            ? new ConnectionFile(Paths.get(local, "BioZooCte", "connection.json"))
            : new ConnectionFile(Paths.get(home, ".biozoocte", "connection.json"));
    }

    /**
     * Reads it.
     *
     * @return what it says, or null where there is none
     * @throws BridgeException where there is something else in its place
     */
    BridgeAddress read() throws BridgeException {
        if (!exists()) {
            return null;
        }

        try {
            return BridgeAddress.parse(new String(Files.readAllBytes(path), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new BridgeException(path + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Whether it is there.
     *
     * @return true if so
     */
    boolean exists() {
        return Files.isRegularFile(path);
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private static boolean isSet(String value) {
        return value != null && !value.isEmpty();
    }
}
