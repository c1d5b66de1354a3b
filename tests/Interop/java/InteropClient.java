import com.google.protobuf.ByteString;
import com.google.rpc.ErrorInfo;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.grpc.testing.integration.EmptyProtos.Empty;
import io.grpc.testing.integration.Messages.BoolValue;
import io.grpc.testing.integration.Messages.EchoStatus;
import io.grpc.testing.integration.Messages.Payload;
import io.grpc.testing.integration.Messages.ResponseParameters;
import io.grpc.testing.integration.Messages.SimpleRequest;
import io.grpc.testing.integration.Messages.SimpleResponse;
import io.grpc.testing.integration.Messages.StreamingInputCallRequest;
import io.grpc.testing.integration.Messages.StreamingInputCallResponse;
import io.grpc.testing.integration.Messages.StreamingOutputCallRequest;
import io.grpc.testing.integration.Messages.StreamingOutputCallResponse;
import io.grpc.testing.integration.TestServiceGrpc;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** One case with grpc-java: {@code java InteropClient PORT CASE}. */
public final class InteropClient {
    private static final String SPECIAL =
        "\t\ntest with whitespace\r\nand Unicode BMP \u263a and non-BMP \ud83d\ude08\t\n";
    private static final int[][] PING_PONG = {{27182, 31415}, {8, 9}, {1828, 2653}, {45904, 58979}};

    private final ManagedChannel channel;
    private final TestServiceGrpc.TestServiceBlockingStub blocking;
    private final TestServiceGrpc.TestServiceStub stub;

    private InteropClient(int port) {
        channel = NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
        blocking = TestServiceGrpc.newBlockingStub(channel).withDeadlineAfter(120, TimeUnit.SECONDS);
        stub = TestServiceGrpc.newStub(channel).withDeadlineAfter(120, TimeUnit.SECONDS);
    }

    public static void main(String[] arguments) throws Exception {
        InteropClient client = new InteropClient(Integer.parseInt(arguments[0]));
        for (int place = 1; place < arguments.length; place++) {
            InteropClient.class.getDeclaredMethod(arguments[place]).invoke(client);
            System.out.println("OK: " + arguments[place]);
        }

        client.channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
        System.exit(0);
    }

    void empty_unary() {
        equal(blocking.emptyCall(Empty.getDefaultInstance()), Empty.getDefaultInstance());
    }

    void large_unary() {
        equal(blocking.unaryCall(simple(271828, 314159).build()).getPayload().getBody().size(), 314159);
    }

    void client_compressed_unary() {
        SimpleRequest request = simple(271828, 314159).setExpectCompressed(truth(true)).build();
        fails(Status.Code.INVALID_ARGUMENT, () -> blocking.unaryCall(request));
        SimpleResponse response = blocking.withCompression("gzip").unaryCall(request);
        equal(response.getPayload().getBody().size(), 314159);
    }

    void server_compressed_unary() {
        for (boolean compressed : new boolean[] {true, false}) {
            SimpleRequest request = simple(271828, 314159).setResponseCompressed(truth(compressed)).build();
            equal(blocking.unaryCall(request).getPayload().getBody().size(), 314159);
        }
    }

    void client_streaming() throws Exception {
        equal(upload(27182, 8, 1828, 45904), 74922);
    }

    /** 40 MB in messages of 1 MB, no faster than the transport takes them. */
    void large_client_stream() throws Exception {
        int[] sizes = new int[40];
        Arrays.fill(sizes, 1_000_000);
        equal(upload(sizes), 40_000_000);
    }

    void server_streaming() {
        List<Integer> sizes = new ArrayList<>();
        blocking.streamingOutputCall(streaming(0, 31415, 9, 2653, 58979).build())
            .forEachRemaining(response -> sizes.add(response.getPayload().getBody().size()));
        equal(sizes, Arrays.asList(31415, 9, 2653, 58979));
    }

    void server_compressed_streaming() {
        StreamingOutputCallRequest.Builder request = streaming(0, 31415, 92653);
        request.getResponseParametersBuilder(0).setCompressed(truth(true));
        request.getResponseParametersBuilder(1).setCompressed(truth(false));
        Iterator<StreamingOutputCallResponse> responses = blocking.streamingOutputCall(request.build());
        equal(responses.next().getPayload().getBody().size(), 31415);
        equal(responses.next().getPayload().getBody().size(), 92653);
        equal(responses.hasNext(), false);
    }

    void ping_pong() throws Exception {
        Answers<StreamingOutputCallResponse> answers = new Answers<>();
        StreamObserver<StreamingOutputCallRequest> requests = stub.fullDuplexCall(answers);
        for (int[] sizes : PING_PONG) {
            requests.onNext(streaming(sizes[0], sizes[1]).build());
            equal(answers.next().getPayload().getBody().size(), sizes[1]);
        }

        requests.onCompleted();
        equal(answers.next(), null);
        equal(answers.error.get(), null);
    }

    void custom_metadata() {
        Metadata.Key<String> initial = Metadata.Key.of("x-grpc-test-echo-initial", Metadata.ASCII_STRING_MARSHALLER);
        Metadata.Key<byte[]> trailing =
            Metadata.Key.of("x-grpc-test-echo-trailing-bin", Metadata.BINARY_BYTE_MARSHALLER);
        Metadata sent = new Metadata();
        sent.put(initial, "test_initial_metadata_value");
        sent.put(trailing, new byte[] {(byte) 0xab, (byte) 0xab, (byte) 0xab});
        AtomicReference<Metadata> headers = new AtomicReference<>();
        AtomicReference<Metadata> trailers = new AtomicReference<>();
        blocking.withInterceptors(
            MetadataUtils.newAttachHeadersInterceptor(sent),
            MetadataUtils.newCaptureMetadataInterceptor(headers, trailers)).unaryCall(simple(1, 1).build());
        equal(headers.get().get(initial), "test_initial_metadata_value");
        equal(Arrays.equals(trailers.get().get(trailing), sent.get(trailing)), true);
    }

    void special_status_message() {
        EchoStatus status = EchoStatus.newBuilder().setCode(2).setMessage(SPECIAL).build();
        StatusRuntimeException error = fails(
            Status.Code.UNKNOWN, () -> blocking.unaryCall(simple(1, 1).setResponseStatus(status).build()));
        equal(error.getStatus().getDescription(), SPECIAL);
    }

    /** google.rpc.Status with a detail, as StatusProto takes it out of the trailers. */
    void status_details() throws Exception {
        Metadata sent = new Metadata();
        sent.put(Metadata.Key.of("x-interop-reason", Metadata.ASCII_STRING_MARSHALLER), "NOT_YET");
        EchoStatus status = EchoStatus.newBuilder().setCode(9).setMessage("not yet").build();
        StatusRuntimeException error = fails(Status.Code.FAILED_PRECONDITION, () ->
            blocking.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(sent))
                .unaryCall(simple(1, 1).setResponseStatus(status).build()));
        com.google.rpc.Status found = StatusProto.fromThrowable(error);
        equal(found.getCode(), 9);
        equal(found.getMessage(), "not yet");
        equal(found.getDetailsCount(), 1);
        ErrorInfo detail = found.getDetails(0).unpack(ErrorInfo.class);
        equal(detail.getReason(), "NOT_YET");
        equal(detail.getDomain(), "interop.biozoocte");
    }

    void unimplemented_method() {
        fails(Status.Code.UNIMPLEMENTED, () -> blocking.unimplementedCall(Empty.getDefaultInstance()));
    }

    void timeout_on_sleeping_server() throws Exception {
        Answers<StreamingOutputCallResponse> answers = new Answers<>();
        stub.withDeadlineAfter(200, TimeUnit.MILLISECONDS).fullDuplexCall(answers).onNext(streaming(27182).build());
        equal(answers.next(), null);
        equal(Status.fromThrowable(answers.error.get()).getCode(), Status.Code.DEADLINE_EXCEEDED);
    }

    void cancel_after_first_response() throws Exception {
        Answers<StreamingOutputCallResponse> answers = new Answers<>();
        AtomicReference<ClientCall<?, ?>> call = new AtomicReference<>();
        ClientInterceptor keep = new ClientInterceptor() {
            @Override
            public <Q, R> ClientCall<Q, R> interceptCall(MethodDescriptor<Q, R> method, CallOptions o, Channel next) {
                ClientCall<Q, R> made = next.newCall(method, o);
                call.set(made);
                return new ForwardingClientCall.SimpleForwardingClientCall<Q, R>(made) { };
            }
        };
        stub.withInterceptors(keep).fullDuplexCall(answers).onNext(streaming(27182, 31415).build());
        equal(answers.next().getPayload().getBody().size(), 31415);
        call.get().cancel("enough", null);
        equal(answers.next(), null);
        equal(Status.fromThrowable(answers.error.get()).getCode(), Status.Code.CANCELLED);
    }

    void too_large_message() {
        fails(Status.Code.RESOURCE_EXHAUSTED, () -> blocking.unaryCall(simple(5_000_000, 1).build()));
    }

    private int upload(int... sizes) throws Exception {
        Answers<StreamingInputCallResponse> answers = new Answers<>();
        ClientCallStreamObserver<StreamingInputCallRequest> requests =
            (ClientCallStreamObserver<StreamingInputCallRequest>) stub.streamingInputCall(answers);
        for (int size : sizes) {
            while (!requests.isReady()) {
                Thread.sleep(1);
            }

            requests.onNext(StreamingInputCallRequest.newBuilder().setPayload(payload(size)).build());
        }

        requests.onCompleted();
        StreamingInputCallResponse answer = answers.next();
        equal(answers.error.get(), null);
        return answer.getAggregatedPayloadSize();
    }

    private static BoolValue truth(boolean value) {
        return BoolValue.newBuilder().setValue(value).build();
    }

    private static Payload payload(int size) {
        return Payload.newBuilder().setBody(ByteString.copyFrom(new byte[size])).build();
    }

    private static SimpleRequest.Builder simple(int size, int answer) {
        return SimpleRequest.newBuilder().setPayload(payload(size)).setResponseSize(answer);
    }

    private static StreamingOutputCallRequest.Builder streaming(int size, int... answers) {
        StreamingOutputCallRequest.Builder request = StreamingOutputCallRequest.newBuilder().setPayload(payload(size));
        for (int answer : answers) {
            request.addResponseParameters(ResponseParameters.newBuilder().setSize(answer));
        }

        return request;
    }

    private static StatusRuntimeException fails(Status.Code code, Runnable call) {
        try {
            call.run();
        } catch (StatusRuntimeException error) {
            equal(error.getStatus().getCode(), code);
            return error;
        }

        throw new AssertionError("found an answer; expected " + code);
    }

    private static void equal(Object found, Object expected) {
        if (found == null ? expected != null : !found.equals(expected)) {
            throw new AssertionError("found " + found + "; expected " + expected);
        }
    }

    /** The answers of a stream, one after another; null at its end. */
    private static final class Answers<T> implements StreamObserver<T> {
        final AtomicReference<Throwable> error = new AtomicReference<>();
        private final BlockingQueue<Object> queue = new ArrayBlockingQueue<>(100);

        @SuppressWarnings("unchecked")
        T next() throws InterruptedException {
            Object found = queue.poll(120, TimeUnit.SECONDS);
            if (found == null) {
                throw new AssertionError("nothing came for two minutes");
            }

            return found == this ? null : (T) found;
        }

        @Override
        public void onNext(T answer) {
            queue.add(answer);
        }

        @Override
        public void onError(Throwable thrown) {
            error.set(thrown);
            queue.add(this);
        }

        @Override
        public void onCompleted() {
            queue.add(this);
        }
    }
}
