package org.biozoocte.fiji;

import java.util.concurrent.TimeUnit;
import org.biozoocte.v1.GetServerInfoRequest;
import org.biozoocte.v1.GetServerInfoResponse;

/** Finds the running bridge as the plugin does, and asks it for its version: {@code java FindBridge}. */
public final class FindBridge {
    private static final int PATIENCE_SECONDS = 60;
    /** Beyond the plugin's own: a machine that runs all tests at once is busier than a biologist's. */
    private static final int TRIES = 5;

    private FindBridge() {
    }

    public static void main(String[] arguments) throws Exception {
        ConnectionFile file = ConnectionFile.locate(System.getenv(), System.getProperty("user.home"), false);
        BridgeAddress address = file.read();
        if (address == null || address.reasonAgainst() != null) {
            end("none");
        }

        Bridge bridge = Bridge.connect(address);
        boolean isServing = bridge.isServing();
        for (int i = 0; i < TRIES && !isServing; i++) {
            isServing = bridge.isServing();
        }

        if (!isServing) {
            end("none");
        }

        GetServerInfoResponse info = bridge.server()
            .getServerInfo(GetServerInfoRequest.getDefaultInstance()).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        bridge.close();
        end(info.getVersion());
    }

    private static void end(String found) {
        System.out.println(found);
        System.exit(0);
    }
}
