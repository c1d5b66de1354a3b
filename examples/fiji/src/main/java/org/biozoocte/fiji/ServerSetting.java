package org.biozoocte.fiji;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Paths;
import java.util.Locale;
import java.util.Map;

/** A bridge on another machine, as the settings name it; it speaks TLS, and this plugin neither starts nor ends it. */
final class ServerSetting {
    private static final String SCHEME = "https://";
    private static final int LAST_PORT = 65535;

    /** The host and port; empty for a bridge of this machine. */
    final String address;
    /** The file that holds the server's token. */
    final String tokenFile;
    /** The file of the authorities that its certificate may come from; empty for those that Java trusts. */
    final String authorityFile;

    /**
     * Makes one.
     *
     * @param address the host and port, or nothing
     * @param tokenFile the path of the file that holds its token
     * @param authorityFile the path of the file of authorities, or nothing
     */
    ServerSetting(String address, String tokenFile, String authorityFile) {
        this.address = address;
        this.tokenFile = tokenFile;
        this.authorityFile = authorityFile;
    }

    /**
     * The same, with variables where nothing is set: BIOZOOCTE_SERVER, BIOZOOCTE_TOKEN_FILE and BIOZOOCTE_CA_FILE.
     *
     * @param environment the environment's variables
     * @return the setting that counts
     */
    ServerSetting or(Map<String, String> environment) {
        return new ServerSetting(
            or(address, environment.get("BIOZOOCTE_SERVER")),
            or(tokenFile, environment.get("BIOZOOCTE_TOKEN_FILE")),
            or(authorityFile, environment.get("BIOZOOCTE_CA_FILE")));
    }

    /**
     * Whether there is one.
     *
     * @return false for a bridge of this machine
     */
    boolean isSet() {
        return !address.isEmpty();
    }

    /**
     * Reads what it says and the file of the token. Nothing is asked of the server yet.
     *
     * @return where the server is, and the token for it
     * @throws BridgeException where the address is none, or a file is not what it should be
     */
    BridgeAddress read() throws BridgeException {
        String found = address.trim();
        found = found.toLowerCase(Locale.ROOT).startsWith(SCHEME) ? found.substring(SCHEME.length()) : found;
        found = found.endsWith("/") ? found.substring(0, found.length() - 1) : found;
        int colon = found.lastIndexOf(':');
        String host = colon < 0 ? "" : found.substring(0, colon);
        boolean isBracketed = host.startsWith("[") && host.endsWith("]");
        host = isBracketed ? host.substring(1, host.length() - 1) : host;
        int port = port(found.substring(colon + 1));
        if (host.isEmpty() || host.contains("/") || host.contains(":") != isBracketed || port == 0) {
            throw new BridgeException("The server is " + address + "; expected HOST:PORT, such as lab.example.org:50551, "
                + "which speaks TLS.");
        }

        return BridgeAddress.ofServer(host, port, token(), authorityFile);
    }

    private String token() throws BridgeException {
        if (tokenFile.isEmpty()) {
            throw new BridgeException("A server is set, and no file with its token. Choose it in Plugins > BioZoo CTE > "
                + "BioZoo CTE Settings...");
        }

        try {
            String text = new String(Files.readAllBytes(Paths.get(tokenFile)), StandardCharsets.UTF_8);
            // Windows' editor begins a file with this mark.
            String token = text.replace("\uFEFF", "").trim();
            if (!token.matches("[!-~]+")) {
                throw new BridgeException(tokenFile + " holds no token; expected one line, that of the file token in the "
                    + "state folder of the server's zoocte serve.");
            }

            return token;
        } catch (IOException | InvalidPathException e) {
            throw new BridgeException("The server's token cannot be read from " + tokenFile + ": " + e.getMessage(), e);
        }
    }

    private static int port(String text) {
        int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
        return port <= LAST_PORT ? port : 0;
    }

    private static String or(String value, String variable) {
        return value.isEmpty() && variable != null ? variable : value;
    }
}
