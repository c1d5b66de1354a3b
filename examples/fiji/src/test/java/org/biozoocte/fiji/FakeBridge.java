package org.biozoocte.fiji;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.biozoocte.v1.ImageChunk;
import org.biozoocte.v1.ImageHeader;

/** A bridge that computes something a test can work out: a model's score is the mean of the bytes that it was sent. */
final class FakeBridge implements AutoCloseable {
    static final String TOKEN = "the-token";

    final List<ImageHeader> announced = Collections.synchronizedList(new ArrayList<>());
    final List<ImageChunk> chunks = Collections.synchronizedList(new ArrayList<>());
    final CountDownLatch cancelled = new CountDownLatch(1);
    final AtomicInteger health = new AtomicInteger(1);
    /** Whether rankings take chunks and never answer. */
    volatile boolean isSilent;

    private final Server server;

    FakeBridge() throws IOException {
        ServerInterceptor authorized = new Authorized();
        server = ServerBuilder.forPort(0)
            .addService(ServerInterceptors.intercept(new FakeFacts(), authorized))
            .addService(ServerInterceptors.intercept(new FakeRankings(this), authorized))
            .addService(ServerInterceptors.intercept(new FakePredictions(), authorized))
            .addService(ServerInterceptors.intercept(new FakeModels(), authorized))
            .addService(healthService())
            .build()
            .start();
    }

    String json(String token) {
        return "{\"address\": \"127.0.0.1\", \"port\": " + server.getPort() + ", \"token\": \"" + token
            + "\", \"pid\": " + ProcessTable.own() + ", \"api\": \"v1\", \"version\": \"0.1.0\", \"later\": [1]}";
    }

    Bridge connect(String token) throws BridgeException {
        return Bridge.connect(BridgeAddress.parse(json(token)));
    }

    /**
     * Runs until its standard input ends; its connection file is the argument. Says when a call was cancelled.
     */
    public static void main(String[] arguments) throws Exception {
        try (FakeBridge bridge = new FakeBridge()) {
            bridge.isSilent = arguments.length > 1;
            Files.write(Paths.get(arguments[0]), bridge.json(TOKEN).getBytes(StandardCharsets.UTF_8));
            Thread watch = new Thread(() -> {
                try {
                    bridge.cancelled.await();
                    System.out.println("cancelled");
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            watch.setDaemon(true);
            watch.start();
            while (System.in.read() >= 0) {
                continue;
            }
        }
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private ServerServiceDefinition healthService() {
        MethodDescriptor<byte[], byte[]> check = MethodDescriptor.<byte[], byte[]>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName("grpc.health.v1.Health/Check")
            .setRequestMarshaller(new Bytes())
            .setResponseMarshaller(new Bytes())
            .build();
        return ServerServiceDefinition.builder("grpc.health.v1.Health")
            .addMethod(check, ServerCalls.<byte[], byte[]>asyncUnaryCall((request, answer) -> {
                answer.onNext(new byte[] {8, (byte) health.get()});
                answer.onCompleted();
            }))
            .build();
    }

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            return new byte[0];
        }
    }

    private static final class Authorized implements ServerInterceptor {
        private static final Metadata.Key<String> KEY =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

        @Override
        public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
            if (("Bearer " + TOKEN).equals(headers.get(KEY))) {
                return next.startCall(call, headers);
            }

            call.close(Status.UNAUTHENTICATED.withDescription("No such token."), new Metadata());
            return new ServerCall.Listener<Q>() { };
        }
    }
}
