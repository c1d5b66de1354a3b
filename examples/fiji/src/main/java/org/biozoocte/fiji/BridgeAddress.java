package org.biozoocte.fiji;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

/** Where a bridge is: what a running one says of itself in its connection file, or what the settings say of a server. */
final class BridgeAddress {
    /** The version of the API that this plugin speaks. */
    static final String API = "v1";

    /** A host or an IP address, or "unix:" and the path of a socket. */
    final String host;
    /** The TCP port; 0 for a socket. */
    final int port;
    /** What every call carries as its bearer token. */
    final String token;
    /** The process of the bridge; 0 for a server. */
    final long pid;
    /** The version of the API that it speaks. */
    final String api;
    /** Whether it speaks TLS. */
    final boolean tls;
    /** The file of the authorities that its certificate may come from; empty for those that Java trusts. */
    final String authorityFile;

    private BridgeAddress(
        String host, int port, String token, long pid, String api, boolean tls, String authorityFile) {
        this.host = host;
        this.port = port;
        this.token = token;
        this.pid = pid;
        this.api = api;
        this.tls = tls;
        this.authorityFile = authorityFile;
    }

    /**
     * A bridge on another machine.
     *
     * @param host its name, as its certificate has it
     * @param port its port
     * @param token its token
     * @param authorityFile the path of the file of authorities, or nothing
     * @return where it is
     */
    static BridgeAddress ofServer(String host, int port, String token, String authorityFile) {
        return new BridgeAddress(host, port, token, 0, API, true, authorityFile);
    }

    /**
     * Reads the text of a connection file.
     *
     * @param json the text
     * @return what it says; fields that this plugin does not know are left out
     * @throws BridgeException where it is not a connection file
     */
    static BridgeAddress parse(String json) throws BridgeException {
        try {
            JsonObject fields = JsonParser.parseString(json).getAsJsonObject();
            JsonElement tls = fields.get("tls");
            return new BridgeAddress(
                reachable(required(fields, "address").getAsString()),
                required(fields, "port").getAsInt(),
                required(fields, "token").getAsString(),
                required(fields, "pid").getAsLong(),
                required(fields, "api").getAsString(),
                tls != null && tls.getAsBoolean(),
                "");
        } catch (JsonParseException | IllegalStateException | NumberFormatException
            | UnsupportedOperationException e) {
            throw new BridgeException("The connection file is not one: " + e.getMessage(), e);
        }
    }

    /**
     * The same, with authorities of its own.
     *
     * @param file the path of their file, or nothing for those that Java trusts
     * @return where it is
     */
    BridgeAddress trusting(String file) {
        return new BridgeAddress(host, port, token, pid, api, tls, file);
    }

    /**
     * The address as a person writes it.
     *
     * @return the host and the port
     */
    String place() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /** A bridge that listens on every address is reached from its own machine by the loopback one. */
    private static String reachable(String address) {
        return "0.0.0.0".equals(address) ? "127.0.0.1" : "::".equals(address) ? "::1" : address;
    }

    private static JsonElement required(JsonObject fields, String name) throws BridgeException {
        JsonElement value = fields.get(name);
        if (value == null) {
            throw new BridgeException("The connection file is not one: " + name + " is not in it.");
        }

        return value;
    }

    /**
     * Says why this plugin cannot talk to it at all.
     *
     * @return the reason, or null if it can try
     */
    String reasonAgainst() {
        if (!API.equals(api)) {
            return "it speaks " + api + ", this plugin speaks " + API;
        }

        if (host.startsWith("unix:")) {
            return "it listens at a Unix socket, which Java's gRPC cannot reach; start it at a TCP port";
        }

        return ProcessTable.isRunning(pid) ? null : "no process has its number, " + pid;
    }
}
