package org.biozoocte.fiji;

import io.grpc.Status;

/** Opens a channel to a bridge on another machine, or says what is in the way. */
final class ServerBridge {
    private ServerBridge() {
    }

    /**
     * Opens it.
     *
     * @param server the setting that names it
     * @return a channel to a bridge that serves and lets this plugin in
     * @throws BridgeException where it cannot be reached, its certificate is not trusted, or it refuses the token
     * @throws CancelledException if Escape was pressed
     */
    static Bridge open(ServerSetting server) throws BridgeException, CancelledException {
        BridgeAddress address = server.read();
        Bridge bridge = Bridge.connect(address);
        boolean isUsable = false;
        try {
            if (!bridge.isServing()) {
                String reason = TlsCheck.of(address).reason();
                throw new BridgeException(reason != null ? reason : address.place()
                    + " speaks TLS, but does not say that it serves. Expected zoocte serve there, without "
                    + "--tls-client-ca.");
            }

            showToken(bridge, address, server.tokenFile);
            isUsable = true;
            return bridge;
        } finally {
            if (!isUsable) {
                bridge.close();
            }
        }
    }

    private static void showToken(Bridge bridge, BridgeAddress address, String tokenFile)
        throws BridgeException, CancelledException {
        try {
            ServerFacts.of(bridge);
        } catch (BridgeException e) {
            Status status = Status.fromThrowable(e);
            if (status.getCode() != Status.Code.UNAUTHENTICATED) {
                throw e;
            }

            throw new BridgeException(address.place() + " refuses the token of " + tokenFile + ": "
                + status.getDescription() + " Expected the text of the file token in the state folder of that zoocte "
                + "serve.", e);
        }
    }
}
