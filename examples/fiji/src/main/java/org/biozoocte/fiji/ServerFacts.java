package org.biozoocte.fiji;

import org.biozoocte.v1.GetServerInfoRequest;
import org.biozoocte.v1.GetServerInfoResponse;

/** What the bridge says of itself. */
final class ServerFacts {
    private static final int FASTEST = 1 << 20;
    private static final int OVERHEAD = 1 << 10;

    private final GetServerInfoResponse info;

    private ServerFacts(GetServerInfoResponse info) {
        this.info = info;
    }

    /**
     * Asks.
     *
     * @param bridge the bridge
     * @return its answer
     * @throws BridgeException where it refuses
     * @throws CancelledException if Escape was pressed
     */
    static ServerFacts of(Bridge bridge) throws BridgeException, CancelledException {
        return new ServerFacts(Calls.await(bridge.server().getServerInfo(GetServerInfoRequest.getDefaultInstance())));
    }

    /**
     * All of it.
     *
     * @return the answer
     */
    GetServerInfoResponse info() {
        return info;
    }

    /**
     * The most bytes of a chunk.
     *
     * @return 1 MiB, or what the bridge's limit of a message leaves
     */
    int chunkBytes() {
        long limit = info.getLimits().getMessageBytes();
        return limit == 0 ? FASTEST : (int) Math.max(OVERHEAD, Math.min(FASTEST, limit - OVERHEAD));
    }
}
