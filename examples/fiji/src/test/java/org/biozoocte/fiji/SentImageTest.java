package org.biozoocte.fiji;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ShortProcessor;
import java.io.ByteArrayOutputStream;
import org.biozoocte.v1.Axis;
import org.biozoocte.v1.DataType;
import org.biozoocte.v1.ImageChunk;
import org.biozoocte.v1.ImageHeader;
import org.junit.Test;

/** Images as they go over the wire. */
public class SentImageTest {
    @Test
    public void bytes_SixteenBits_AreLittleEndian() throws Exception {
        ImagePlus image = new ImagePlus("i", new ShortProcessor(2, 1, new short[] {0x0102, (short) 0xFFFE}, null));
        assertEquals("y1 x2 DATA_TYPE_UINT16", describe(image));
        assertArrayEquals(new byte[] {2, 1, (byte) 0xFE, (byte) 0xFF}, bytes(image, 1 << 20));
    }

    @Test
    public void bytes_SignedSixteenBits_HaveTheirSign() throws Exception {
        // ImageJ keeps -1 as 32767 and 2 as 32770, with a calibration that subtracts 32768.
        ImagePlus image = new ImagePlus("i", new ShortProcessor(2, 1, new short[] {32767, (short) 32770}, null));
        image.getCalibration().setSigned16BitCalibration();
        assertEquals("y1 x2 DATA_TYPE_INT16", describe(image));
        assertArrayEquals(new byte[] {-1, -1, 2, 0}, bytes(image, 1 << 20));
    }

    @Test
    public void bytes_Float_AreLittleEndianWhateverTheChunks() throws Exception {
        ImagePlus image = new ImagePlus("i", new FloatProcessor(3, 1, new float[] {1, -2, 0.5f}, null));
        byte[] expected = {0, 0, (byte) 0x80, 0x3F, 0, 0, 0, (byte) 0xC0, 0, 0, 0, 0x3F};
        assertEquals("y1 x3 DATA_TYPE_FLOAT32", describe(image));
        assertArrayEquals(expected, bytes(image, 1 << 20));
        assertArrayEquals(expected, bytes(image, 8));
        assertArrayEquals(expected, bytes(image, 1));
    }

    @Test
    public void bytes_Rgb_AreThreePlanes() throws Exception {
        ImagePlus image = new ImagePlus("i", new ColorProcessor(2, 1, new int[] {0x010203, 0x0405F6}));
        assertEquals("c3 y1 x2 DATA_TYPE_UINT8 rgb", describe(image));
        assertArrayEquals(new byte[] {1, 4, 2, 5, 3, (byte) 0xF6}, bytes(image, 1 << 20));
    }

    @Test
    public void bytes_StackOfRgb_AreSliceBySlice() throws Exception {
        ImageStack stack = new ImageStack(1, 1);
        stack.addSlice(new ColorProcessor(1, 1, new int[] {0x010203}));
        stack.addSlice(new ColorProcessor(1, 1, new int[] {0x040506}));
        ImagePlus image = new ImagePlus("i", stack);
        assertEquals("z2 c3 y1 x1 DATA_TYPE_UINT8 rgb", describe(image));
        assertArrayEquals(new byte[] {1, 2, 3, 4, 5, 6}, bytes(image, 1 << 20));
    }

    @Test
    public void bytes_Hyperstack_HasFramesSlowestAndChannelsFastest() throws Exception {
        ImageStack stack = new ImageStack(1, 1);
        for (int i = 0; i < 12; i++) {
            stack.addSlice(new ByteProcessor(1, 1, new byte[] {(byte) i}, null));
        }

        ImagePlus image = new ImagePlus("i", stack);
        image.setDimensions(2, 3, 2);
        assertEquals("t2 z3 c2 y1 x1 DATA_TYPE_UINT8", describe(image));
        // The element of frame 1, slice 2, channel 0 is ImageJ's of the same.
        byte[] bytes = bytes(image, 1 << 20);
        assertEquals(image.getStackIndex(1, 3, 2) - 1, bytes[(1 * 3 + 2) * 2]);
        assertArrayEquals(new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, bytes);
    }

    @Test
    public void chunks_LargeImage_HaveAtMostTheBytesAskedFor() throws Exception {
        ImagePlus image = new ImagePlus("i", new ShortProcessor(1000, 1000));
        ChunkSequence chunks = new ChunkSequence(4, new SentImage(image), 1 << 20);
        ImageChunk first = chunks.next();
        ImageChunk second = chunks.next();
        assertEquals(4, second.getImage());
        assertEquals(1 << 20, first.getData().size());
        assertEquals(1 << 20, second.getOffset());
        assertEquals(2000000 - (1 << 20), second.getData().size());
        assertTrue(!chunks.hasNext());
    }

    private static String describe(ImagePlus image) throws BridgeException {
        ImageHeader header = new SentImage(image).header("name");
        StringBuilder text = new StringBuilder();
        for (Axis axis : header.getAxesList()) {
            text.append(axis.getName()).append(axis.getSize()).append(' ');
        }

        DataType type = header.getDataType();
        return text.append(type).append(header.getIsRgb() ? " rgb" : "").toString();
    }

    private static byte[] bytes(ImagePlus image, int chunkBytes) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ChunkSequence chunks = new ChunkSequence(0, new SentImage(image), chunkBytes);
        while (chunks.hasNext()) {
            ImageChunk chunk = chunks.next();
            assertEquals(bytes.size(), chunk.getOffset());
            chunk.getData().writeTo(bytes);
        }

        return bytes.toByteArray();
    }
}
