package org.biozoocte.fiji;

import com.google.protobuf.CodedInputStream;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/**
 * Asks a server's grpc.health.v1.Health how it is. The two small messages are read and written here, so that no
 * generated class competes with the one that other software in the same program may bring.
 */
final class HealthCheck {
    private static final int STATUS_TAG = 8;
    private static final int SERVING = 1;
    /** The first call also waits until gRPC itself is loaded, which on a busy machine alone can take seconds. */
    private static final int TRIES = 5;

    private static final MethodDescriptor<byte[], byte[]> CHECK = MethodDescriptor.<byte[], byte[]>newBuilder()
        .setType(MethodDescriptor.MethodType.UNARY)
        .setFullMethodName("grpc.health.v1.Health/Check")
        .setRequestMarshaller(new Bytes())
        .setResponseMarshaller(new Bytes())
        .build();

    private HealthCheck() {
    }

    /**
     * Whether the server as a whole is serving.
     *
     * @param channel to the server
     * @param seconds how long its answer is waited for, each time
     * @return true if it says so in time
     */
    static boolean isServing(Channel channel, int seconds) {
        for (int i = 0; i < TRIES; i++) {
            try {
                CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(seconds, TimeUnit.SECONDS);
                return isServing(ClientCalls.blockingUnaryCall(channel, CHECK, options, new byte[0]));
            } catch (StatusRuntimeException e) {
                if (e.getStatus().getCode() != Status.Code.DEADLINE_EXCEEDED) {
                    return false;
                }
            } catch (IOException e) {
                return false;
            }
        }

        return false;
    }

    private static boolean isServing(byte[] answer) throws IOException {
        CodedInputStream fields = CodedInputStream.newInstance(answer);
        int status = 0;
        for (int tag = fields.readTag(); tag != 0; tag = fields.readTag()) {
            if (tag == STATUS_TAG) {
                status = fields.readEnum();
            } else {
                fields.skipField(tag);
            }
        }

        return status == SERVING;
    }

    /** Messages as the bytes that they are. */
    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                for (int next = stream.read(); next >= 0; next = stream.read()) {
                    bytes.write(next);
                }

                return bytes.toByteArray();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
