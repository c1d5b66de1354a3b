package org.biozoocte.fiji;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.junit.Assert.fail;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import ij.process.ShortProcessor;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.biozoocte.v1.ImageChunk;
import org.biozoocte.v1.RankModelsRequest;
import org.biozoocte.v1.RankModelsResponse;
import org.biozoocte.v1.Ranking;
import org.biozoocte.v1.RankingSettings;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Calls over a real connection, to a fake bridge. */
public class BridgeTest {
    private FakeBridge fake;

    @Before
    public void start() throws Exception {
        fake = new FakeBridge();
        Escape.reset();
    }

    @After
    public void stop() {
        fake.close();
    }

    @Test
    public void isServing_ServerSaysSo_IsTrue() throws Exception {
        try (Bridge bridge = fake.connect(FakeBridge.TOKEN)) {
            assertTrue(bridge.isServing());
            fake.health.set(2);
            assertFalse(bridge.isServing());
        }
    }

    @Test
    public void await_WrongToken_NamesIt() throws Exception {
        try (Bridge bridge = fake.connect("another")) {
            ServerFacts.of(bridge);
            fail("It was let in.");
        } catch (BridgeException e) {
            assertTrue(e.getMessage(), e.getMessage().contains("does not accept the token"));
            assertTrue(e.getMessage(), e.getMessage().contains("No such token."));
        }
    }

    @Test
    public void rank_SixteenBitImage_EveryByteArrivesOnceInOrder() throws Exception {
        short[] pixels = new short[1000 * 700];
        long sum = 0;
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (short) (i * 31);
            sum += (pixels[i] & 0xFF) + (pixels[i] >> 8 & 0xFF);
        }

        ImagePlus image = new ImagePlus("cells", new ShortProcessor(1000, 700, pixels, null));
        try (Bridge bridge = fake.connect(FakeBridge.TOKEN)) {
            RankingSettings settings = RankingSettings.newBuilder().addModels("a").addModels("b").build();
            ImageBatch batch = ImageBatch.of(new OpenImage(image));
            Ranking ranking = Ranker.rank(bridge, settings, batch, 1 << 16, Collections.emptyMap());
            assertEquals((double) sum / (2 * pixels.length), ranking.getModels(0).getScore(), 1e-9);
            assertEquals("b", ranking.getModels(1).getModel());
        }

        long offset = 0;
        for (ImageChunk chunk : fake.chunks) {
            assertEquals(offset, chunk.getOffset());
            offset += chunk.getData().size();
        }

        assertEquals(2L * pixels.length, offset);
        assertEquals("cells", fake.announced.get(0).getName());
    }

    @Test
    public void rank_ServerRefusesMidway_ItsWordsAreTheMessage() throws Exception {
        ImagePlus image = new ImagePlus("cells", new ByteProcessor(2000, 2000));
        try (Bridge bridge = fake.connect(FakeBridge.TOKEN)) {
            RankingSettings settings = RankingSettings.newBuilder().addModels("refused").build();
            ImageBatch batch = ImageBatch.of(new OpenImage(image));
            Ranker.rank(bridge, settings, batch, 1 << 16, Collections.emptyMap());
            fail("It went through.");
        } catch (BridgeException e) {
            assertEquals("refused is no model.", e.getMessage());
        }
    }

    @Test
    public void run_CancelledWhileServerIsSilent_ReachesTheServerWithinASecond() throws Exception {
        fake.isSilent = true;
        AtomicInteger asked = new AtomicInteger();
        ImagePlus image = new ImagePlus("cells", new ByteProcessor(64, 64));
        try (Bridge bridge = fake.connect(FakeBridge.TOKEN)) {
            MessageSource<RankModelsRequest> messages = new SettingsThenChunks<>(
                RankModelsRequest.getDefaultInstance(),
                ImageBatch.of(new OpenImage(image)).chunks(1 << 20),
                chunk -> RankModelsRequest.newBuilder().setChunk(chunk).build());
            long start = System.nanoTime();
            try {
                StreamingCall.<RankModelsRequest, RankModelsResponse>run(
                    bridge.rankings()::rankModels, messages, answer -> { }, () -> asked.incrementAndGet() > 10);
                fail("It ended by itself.");
            } catch (CancelledException e) {
                assertTrue(fake.cancelled.await(1, TimeUnit.SECONDS));
                assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(3));
            }
        }
    }

    @Test
    public void map_ChunksThatEndWithinElements_BecomeTwoChannels() throws Exception {
        byte[] pixels = {0, 1, 2, 3, (byte) 200, (byte) 255};
        ImagePlus image = new ImagePlus("cells", new ByteProcessor(3, 2, pixels, null));
        try (Bridge bridge = fake.connect(FakeBridge.TOKEN)) {
            RankingSettings settings = RankingSettings.newBuilder().addModels("a").build();
            ImagePlus map = ConsistencyMapper.map(bridge, settings, new OpenImage(image), 4);
            assertEquals("Consistency of a on cells", map.getTitle());
            assertEquals(2, map.getNChannels());
            assertEquals(2, map.getC());
            assertEquals("consistency", map.getStack().getSliceLabel(2));
            float[] foreground = {0, 1, 2, 3, 200, 255};
            float[] consistency = {255, 254, 253, 252, 55, 0};
            assertArrayEquals(foreground, (float[]) map.getStack().getPixels(1), 0);
            assertArrayEquals(consistency, (float[]) map.getStack().getPixels(2), 0);
        }
    }
}
