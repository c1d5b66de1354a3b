package org.biozoocte.fiji;

import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * A call that streams both ways, run to its end by one thread: the caller's. It sends only while the transport takes
 * more, so that an image never queues up in memory, handles answers as they come, and looks for Escape in between.
 *
 * @param <Q> what is sent
 * @param <R> what is answered
 */
final class StreamingCall<Q, R> implements ClientResponseObserver<Q, R> {
    private static final int POLL_MILLISECONDS = 50;
    private static final Runnable WAKE = () -> { };

    private final BlockingQueue<Object> events = new LinkedBlockingQueue<>();
    private ClientCallStreamObserver<Q> requests;

    private StreamingCall() {
    }

    /**
     * Runs a call to its end.
     *
     * @param <Q> what is sent
     * @param <R> what is answered
     * @param method begins the call
     * @param messages what is sent; each is asked for when there is room for it
     * @param handler takes the answers, in the calling thread
     * @param isCancelled whether to give up: the call is then cancelled, on the server too
     * @throws BridgeException where the bridge refuses or fails, or an answer cannot be used
     * @throws CancelledException if it was given up
     */
    static <Q, R> void run(
        Function<StreamObserver<R>, StreamObserver<Q>> method,
        MessageSource<Q> messages,
        AnswerHandler<R> handler,
        BooleanSupplier isCancelled) throws BridgeException, CancelledException {
        StreamingCall<Q, R> call = new StreamingCall<>();
        method.apply(call);
        try {
            call.loop(messages, handler, isCancelled);
        } catch (BridgeException | CancelledException | RuntimeException | Error e) {
            call.requests.cancel("The client gave up.", e);
            throw e;
        }
    }

    private void loop(MessageSource<Q> messages, AnswerHandler<R> handler, BooleanSupplier isCancelled)
        throws BridgeException, CancelledException {
        boolean isSending = true;
        while (true) {
            if (isCancelled.getAsBoolean()) {
                throw new CancelledException();
            }

            boolean canSend = isSending && requests.isReady();
            if (canSend) {
                isSending = sendNext(messages);
            }

            Object event = canSend ? events.poll() : waitForEvent();
            if (event instanceof End) {
                ((End) event).rethrow();
                return;
            }

            if (event instanceof Answer) {
                @SuppressWarnings("unchecked")
                R value = (R) ((Answer) event).value;
                handler.handle(value);
            }
        }
    }

    private boolean sendNext(MessageSource<Q> messages) throws BridgeException {
        if (messages.hasNext()) {
            requests.onNext(messages.next());
            return true;
        }

        requests.onCompleted();
        return false;
    }

    private Object waitForEvent() throws CancelledException {
        try {
            return events.poll(POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<Q> stream) {
        requests = stream;
        stream.setOnReadyHandler(() -> events.add(WAKE));
    }

    @Override
    public void onNext(R value) {
        events.add(new Answer(value));
    }

    @Override
    public void onError(Throwable error) {
        events.add(new End(error));
    }

    @Override
    public void onCompleted() {
        events.add(new End(null));
    }

    /**
     * Takes the answers of a call.
     *
     * @param <R> what is answered
     */
    interface AnswerHandler<R> {
        /**
         * Takes the next one.
         *
         * @param answer the answer
         * @throws BridgeException where it cannot be used; the call is then cancelled
         */
        void handle(R answer) throws BridgeException;
    }

    /** An answer in the queue. */
    private static final class Answer {
        private final Object value;

        private Answer(Object value) {
            this.value = value;
        }
    }

    /** The end of the call in the queue. */
    private static final class End {
        private final Throwable error;

        private End(Throwable error) {
            this.error = error;
        }

        private void rethrow() throws BridgeException {
            if (error != null) {
                throw StatusMessages.of(error);
            }
        }
    }
}
