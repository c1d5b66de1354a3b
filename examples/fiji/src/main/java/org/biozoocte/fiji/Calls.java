package org.biozoocte.fiji;

import com.google.common.util.concurrent.ListenableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls with one answer, which Escape ends as well. */
final class Calls {
    private static final int POLL_MILLISECONDS = 50;

    private Calls() {
    }

    /**
     * Waits for an answer.
     *
     * @param <T> what is answered
     * @param answer what will come; it is cancelled, on the server too, if Escape is pressed
     * @return the answer
     * @throws BridgeException where the bridge refuses or fails
     * @throws CancelledException if Escape was pressed
     */
    static <T> T await(ListenableFuture<T> answer) throws BridgeException, CancelledException {
        while (true) {
            if (Escape.isPressed()) {
                answer.cancel(true);
                throw new CancelledException();
            }

            try {
                return answer.get(POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // Not yet there.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException e) {
                throw StatusMessages.of(e.getCause());
            }
        }
    }
}
