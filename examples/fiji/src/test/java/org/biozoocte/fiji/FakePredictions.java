package org.biozoocte.fiji;

import com.google.protobuf.ByteString;
import io.grpc.stub.StreamObserver;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.biozoocte.v1.Axis;
import org.biozoocte.v1.DataType;
import org.biozoocte.v1.ImageChunk;
import org.biozoocte.v1.ImageHeader;
import org.biozoocte.v1.MapConsistencyRequest;
import org.biozoocte.v1.MapConsistencyResponse;
import org.biozoocte.v1.PredictRequest;
import org.biozoocte.v1.PredictResponse;
import org.biozoocte.v1.PredictionServiceGrpc;
import org.biozoocte.v1.RankingQueued;

/**
 * Of images of bytes: objects are the bytes themselves; a map's foreground too, and its consistency is 255 less them.
 * Chunks end within elements.
 */
final class FakePredictions extends PredictionServiceGrpc.PredictionServiceImplBase {
    private static final int CHUNK = 4093;

    @Override
    public StreamObserver<MapConsistencyRequest> mapConsistency(StreamObserver<MapConsistencyResponse> answer) {
        return new Received<MapConsistencyRequest>() {
            @Override
            public void onNext(MapConsistencyRequest request) {
                take(request.getSettings().getImage(), request.getChunk().getData());
            }

            @Override
            public void onCompleted() {
                ByteBuffer out = ByteBuffer.allocate(bytes.size() * 8).order(ByteOrder.LITTLE_ENDIAN);
                for (byte value : bytes) {
                    out.putFloat(value & 0xFF);
                }

                for (byte value : bytes) {
                    out.putFloat(255 - (value & 0xFF));
                }

                ImageHeader.Builder header = ImageHeader.newBuilder().setName("map")
                    .setDataType(DataType.DATA_TYPE_FLOAT32)
                    .addAxes(Axis.newBuilder().setName("c").setSize(2))
                    .addAllAxes(image.getAxesList())
                    .addChannelNames("foreground").addChannelNames("consistency");
                answer.onNext(MapConsistencyResponse.newBuilder()
                    .setQueued(RankingQueued.newBuilder().setPosition(1)).build());
                answer.onNext(MapConsistencyResponse.newBuilder().setHeader(header).build());
                for (int start = 0; start < out.capacity(); start += CHUNK) {
                    answer.onNext(MapConsistencyResponse.newBuilder().setChunk(chunk(out, start)).build());
                }

                answer.onCompleted();
            }
        };
    }

    @Override
    public StreamObserver<PredictRequest> predict(StreamObserver<PredictResponse> answer) {
        return new Received<PredictRequest>() {
            @Override
            public void onNext(PredictRequest request) {
                take(request.getSettings().getImage(), request.getChunk().getData());
            }

            @Override
            public void onCompleted() {
                ByteBuffer out = ByteBuffer.allocate(bytes.size() * 4).order(ByteOrder.LITTLE_ENDIAN);
                for (byte value : bytes) {
                    out.putInt(value & 0xFF);
                }

                ImageHeader header = image.toBuilder().setDataType(DataType.DATA_TYPE_INT32).build();
                answer.onNext(PredictResponse.newBuilder().setHeader(header).build());
                for (int start = 0; start < out.capacity(); start += CHUNK) {
                    answer.onNext(PredictResponse.newBuilder().setChunk(chunk(out, start)).build());
                }

                answer.onCompleted();
            }
        };
    }

    private static ImageChunk chunk(ByteBuffer out, int start) {
        ByteString data = ByteString.copyFrom(out.array(), start, Math.min(CHUNK, out.capacity() - start));
        return ImageChunk.newBuilder().setOffset(start).setData(data).build();
    }

    /** Keeps the image of a call. */
    private abstract static class Received<Q> implements StreamObserver<Q> {
        ImageHeader image;
        ByteString bytes = ByteString.EMPTY;

        void take(ImageHeader header, ByteString data) {
            image = image == null ? header : image;
            bytes = bytes.concat(data);
        }

        @Override
        public void onError(Throwable error) {
            // The client gave up.
        }
    }
}
