package org.biozoocte.fiji;

import io.grpc.Status;

/** What a call that ended badly means to the person who made it. */
final class StatusMessages {
    private StatusMessages() {
    }

    /**
     * Says it.
     *
     * @param error what the call ended with
     * @return the same in words
     */
    static BridgeException of(Throwable error) {
        Status status = Status.fromThrowable(error);
        String said = status.getDescription() == null ? "" : status.getDescription();
        return new BridgeException(message(status.getCode(), said), error);
    }

    private static String message(Status.Code code, String said) {
        switch (code) {
            case UNAVAILABLE:
                return "The bridge is gone or cannot be reached. " + said;
            case UNAUTHENTICATED:
                return "The bridge does not accept the token of its connection file, or of the server in the settings. "
                    + "Was it started by another user, or anew? " + said;
            case RESOURCE_EXHAUSTED:
                return "This is beyond what the bridge takes: " + said;
            case UNIMPLEMENTED:
                return "This bridge does not know the call; its version is another than the plugin's. " + said;
            case CANCELLED:
                return "The bridge ended the call. " + said;
            default:
                return said.isEmpty() ? "The bridge answered " + code + "." : said;
        }
    }
}
