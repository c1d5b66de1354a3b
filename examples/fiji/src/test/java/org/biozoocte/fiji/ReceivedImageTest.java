package org.biozoocte.fiji;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assert.fail;

import com.google.protobuf.ByteString;
import ij.ImagePlus;
import ij.process.ByteProcessor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.biozoocte.v1.Axis;
import org.biozoocte.v1.DataType;
import org.biozoocte.v1.ImageChunk;
import org.biozoocte.v1.ImageHeader;
import org.junit.Test;

/** Images that the bridge sends. */
public class ReceivedImageTest {
    private static final ImagePlus SOURCE = new ImagePlus("s", new ByteProcessor(1, 1));

    @Test
    public void make_ChannelsSlowest_ComeInImageJsOrder() throws Exception {
        // c2 z3: on the wire 0..5 are (c0z0 c0z1 c0z2 c1z0 c1z1 c1z2).
        ReceivedImage received = new ReceivedImage(header(DataType.DATA_TYPE_FLOAT32, "c2z3y1x1"));
        received.add(chunk(0, floats(0, 1, 2, 3, 4, 5)));
        ImagePlus image = ResultImages.make(received, "t", SOURCE);
        assertEquals(2, image.getNChannels());
        assertEquals(3, image.getNSlices());
        for (int c = 0; c < 2; c++) {
            for (int z = 0; z < 3; z++) {
                float[] plane = (float[]) image.getStack().getPixels(image.getStackIndex(c + 1, z + 1, 1));
                assertEquals(c * 3 + z, plane[0], 0);
            }
        }
    }

    @Test
    public void make_Labels_AreSixteenBitsWhileTheyFit() throws Exception {
        assertArrayEquals(new short[] {0, 7, (short) 65535}, (short[]) labels(0, 7, 65535).getProcessor().getPixels());
        ImagePlus many = labels(0, 7, 65536);
        assertArrayEquals(new float[] {0, 7, 65536}, (float[]) many.getProcessor().getPixels(), 0);
    }

    @Test
    public void add_GapOrTooMuch_IsRefused() throws Exception {
        ReceivedImage received = new ReceivedImage(header(DataType.DATA_TYPE_FLOAT32, "y1x1"));
        refuse(received, chunk(4, floats(1)), "The bridge sent a chunk at 4; expected 0.");
        refuse(received, chunk(0, floats(1, 2)), "The bridge sent more of an image than it announced.");
    }

    @Test
    public void planes_SomeMissing_IsRefused() throws Exception {
        ReceivedImage received = new ReceivedImage(header(DataType.DATA_TYPE_FLOAT32, "y1x2"));
        received.add(chunk(0, floats(1)));
        try {
            received.planes();
            fail("It was taken.");
        } catch (BridgeException e) {
            assertEquals("The bridge sent 4 bytes of an image, which is not all of it.", e.getMessage());
        }
    }

    @Test
    public void header_ImageJCannotHoldIt_IsRefused() throws Exception {
        for (String axes : new String[] {"x1y1", "y1", "y50000x50000"}) {
            try {
                new ReceivedImage(header(DataType.DATA_TYPE_FLOAT32, axes));
                fail("It was taken: " + axes);
            } catch (BridgeException e) {
                assertTrue(e.getMessage(), e.getMessage().startsWith("The bridge sent "));
            }
        }
    }

    private static ImagePlus labels(int... values) throws Exception {
        ReceivedImage received = new ReceivedImage(header(DataType.DATA_TYPE_INT32, "y1x" + values.length));
        ByteBuffer bytes = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            bytes.putInt(value);
        }

        received.add(chunk(0, bytes.array()));
        return ResultImages.make(received, "t", SOURCE);
    }

    private static void refuse(ReceivedImage received, ImageChunk chunk, String message) {
        try {
            received.add(chunk);
            fail("It was taken.");
        } catch (BridgeException e) {
            assertEquals(message, e.getMessage());
        }
    }

    private static ImageHeader header(DataType type, String axes) {
        ImageHeader.Builder header = ImageHeader.newBuilder().setName("n").setDataType(type);
        for (String axis : axes.split("(?<=\\d)(?=[a-z])")) {
            long size = Long.parseLong(axis.substring(1));
            header.addAxes(Axis.newBuilder().setName(axis.substring(0, 1)).setSize(size));
        }

        return header.build();
    }

    private static ImageChunk chunk(long offset, byte[] data) {
        return ImageChunk.newBuilder().setOffset(offset).setData(ByteString.copyFrom(data)).build();
    }

    private static byte[] floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }

        return bytes.array();
    }
}
