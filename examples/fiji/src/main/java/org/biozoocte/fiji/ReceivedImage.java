package org.biozoocte.fiji;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.biozoocte.v1.DataType;
import org.biozoocte.v1.ImageChunk;
import org.biozoocte.v1.ImageHeader;

/** An image that the bridge sends: numbers of 32 bits, plane after plane, put in ImageJ's order. */
final class ReceivedImage {
    private final ImageHeader header;
    private final PlaneOrder order;
    private final float[][] planes;
    private final ByteBuffer carried = ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private long bytes;
    private int plane;
    private int element;

    /**
     * Makes one without elements.
     *
     * @param header what it is
     * @throws BridgeException where ImageJ cannot hold it
     */
    ReceivedImage(ImageHeader header) throws BridgeException {
        DataType type = header.getDataType();
        if (type != DataType.DATA_TYPE_FLOAT32 && type != DataType.DATA_TYPE_INT32) {
            throw new BridgeException("The bridge sent " + type + "; expected float32 or int32.");
        }

        this.header = header;
        order = new PlaneOrder(header.getAxesList());
        planes = new float[order.count()][order.height() * order.width()];
    }

    /**
     * Takes the next chunk, which may end within an element.
     *
     * @param chunk the chunk
     * @throws BridgeException where it is not the next one, or there is more than the header says
     */
    void add(ImageChunk chunk) throws BridgeException {
        if (chunk.getOffset() != bytes) {
            throw new BridgeException("The bridge sent a chunk at " + chunk.getOffset() + "; expected " + bytes + ".");
        }

        ByteString data = chunk.getData();
        bytes += data.size();
        ByteBuffer buffer = data.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (carried.position() > 0 || buffer.remaining() < Float.BYTES) {
                carried.put(buffer.get());
                if (!carried.hasRemaining()) {
                    carried.flip();
                    put(carried);
                    carried.clear();
                }
            } else {
                put(buffer);
            }
        }
    }

    private void put(ByteBuffer from) throws BridgeException {
        if (plane == planes.length) {
            throw new BridgeException("The bridge sent more of an image than it announced.");
        }

        boolean isFloat = header.getDataType() == DataType.DATA_TYPE_FLOAT32;
        planes[order.position(plane)][element++] = isFloat ? from.getFloat() : from.getInt();
        if (element == planes[0].length) {
            element = 0;
            plane++;
        }
    }

    /**
     * Its planes when all has come.
     *
     * @return them in ImageJ's order: channels fastest, then slices, then frames
     * @throws BridgeException where some are missing
     */
    List<float[]> planes() throws BridgeException {
        if (plane < planes.length) {
            throw new BridgeException("The bridge sent " + bytes + " bytes of an image, which is not all of it.");
        }

        List<float[]> all = new ArrayList<>();
        for (float[] values : planes) {
            all.add(values);
        }

        return all;
    }

    /**
     * Where its planes lie.
     *
     * @return the order
     */
    PlaneOrder order() {
        return order;
    }

    /**
     * What its channels are called.
     *
     * @return a name for each, or none
     */
    List<String> channelNames() {
        return header.getChannelNamesList();
    }

    /**
     * Whether its elements are numbers of objects.
     *
     * @return true for whole numbers
     */
    boolean isLabels() {
        return header.getDataType() == DataType.DATA_TYPE_INT32;
    }
}
