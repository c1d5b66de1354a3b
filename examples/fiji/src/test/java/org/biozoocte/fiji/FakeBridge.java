package org.biozoocte.fiji;

import com.google.protobuf.ByteString;
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
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.biozoocte.v1.Axis;
import org.biozoocte.v1.DataType;
import org.biozoocte.v1.GetServerInfoRequest;
import org.biozoocte.v1.GetServerInfoResponse;
import org.biozoocte.v1.ImageChunk;
import org.biozoocte.v1.ImageHeader;
import org.biozoocte.v1.MapConsistencyRequest;
import org.biozoocte.v1.MapConsistencyResponse;
import org.biozoocte.v1.ModelScore;
import org.biozoocte.v1.PredictionServiceGrpc;
import org.biozoocte.v1.RankModelsRequest;
import org.biozoocte.v1.RankModelsResponse;
import org.biozoocte.v1.Ranking;
import org.biozoocte.v1.RankingEvent;
import org.biozoocte.v1.RankingServiceGrpc;
import org.biozoocte.v1.ServerServiceGrpc;

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
            .addService(ServerInterceptors.intercept(new Facts(), authorized))
            .addService(ServerInterceptors.intercept(new Rankings(), authorized))
            .addService(ServerInterceptors.intercept(new Predictions(), authorized))
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

    private static final class Facts extends ServerServiceGrpc.ServerServiceImplBase {
        @Override
        public void getServerInfo(GetServerInfoRequest request, StreamObserver<GetServerInfoResponse> answer) {
            answer.onNext(GetServerInfoResponse.newBuilder().setName("fake").build());
            answer.onCompleted();
        }
    }

    private final class Rankings extends RankingServiceGrpc.RankingServiceImplBase {
        @Override
        public StreamObserver<RankModelsRequest> rankModels(StreamObserver<RankModelsResponse> answer) {
            ((ServerCallStreamObserver<RankModelsResponse>) answer).setOnCancelHandler(cancelled::countDown);
            return new StreamObserver<RankModelsRequest>() {
                private final List<String> models = new ArrayList<>();
                private long sum;
                private long count;

                @Override
                public void onNext(RankModelsRequest request) {
                    if (request.hasSettings()) {
                        models.addAll(request.getSettings().getRanking().getModelsList());
                        announced.addAll(request.getSettings().getImagesList());
                        return;
                    }

                    chunks.add(request.getChunk());
                    for (byte value : request.getChunk().getData()) {
                        sum += value & 0xFF;
                        count++;
                    }

                    if (models.contains("refused")) {
                        answer.onError(Status.INVALID_ARGUMENT.withDescription("refused is no model.")
                            .asRuntimeException());
                    }
                }

                @Override
                public void onError(Throwable error) {
                    cancelled.countDown();
                }

                @Override
                public void onCompleted() {
                    if (isSilent) {
                        return;
                    }

                    Ranking.Builder ranking = Ranking.newBuilder();
                    for (int i = 0; i < models.size(); i++) {
                        ranking.addModels(ModelScore.newBuilder().setModel(models.get(i)).setRank(i + 1)
                            .setScore((double) sum / count));
                    }

                    answer.onNext(RankModelsResponse.newBuilder()
                        .setEvent(RankingEvent.newBuilder().setFinal(ranking)).build());
                    answer.onCompleted();
                }
            };
        }
    }

    /** Foreground is the image's byte as it is, consistency 255 less it; in chunks that end within elements. */
    private final class Predictions extends PredictionServiceGrpc.PredictionServiceImplBase {
        @Override
        public StreamObserver<MapConsistencyRequest> mapConsistency(StreamObserver<MapConsistencyResponse> answer) {
            return new StreamObserver<MapConsistencyRequest>() {
                private ImageHeader image;
                private ByteString bytes = ByteString.EMPTY;

                @Override
                public void onNext(MapConsistencyRequest request) {
                    if (request.hasSettings()) {
                        image = request.getSettings().getImage();
                    } else {
                        bytes = bytes.concat(request.getChunk().getData());
                    }
                }

                @Override
                public void onError(Throwable error) {
                    cancelled.countDown();
                }

                @Override
                public void onCompleted() {
                    java.nio.ByteBuffer out = java.nio.ByteBuffer.allocate(bytes.size() * 8)
                        .order(java.nio.ByteOrder.LITTLE_ENDIAN);
                    for (byte value : bytes) {
                        out.putFloat(value & 0xFF);
                    }

                    for (byte value : bytes) {
                        out.putFloat(255 - (value & 0xFF));
                    }

                    ImageHeader header = ImageHeader.newBuilder().setName("map")
                        .setDataType(DataType.DATA_TYPE_FLOAT32)
                        .addAxes(Axis.newBuilder().setName("c").setSize(2))
                        .addAllAxes(image.getAxesList())
                        .addChannelNames("foreground").addChannelNames("consistency")
                        .build();
                    answer.onNext(MapConsistencyResponse.newBuilder().setProgress(0.5).build());
                    answer.onNext(MapConsistencyResponse.newBuilder().setHeader(header).build());
                    for (int start = 0; start < out.capacity(); start += 7) {
                        ByteString data =
                            ByteString.copyFrom(out.array(), start, Math.min(7, out.capacity() - start));
                        answer.onNext(MapConsistencyResponse.newBuilder()
                            .setChunk(ImageChunk.newBuilder().setOffset(start).setData(data)).build());
                    }

                    answer.onCompleted();
                }
            };
        }
    }
}
