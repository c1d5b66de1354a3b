package org.biozoocte.fiji;

import ij.ImagePlus;
import org.biozoocte.v1.MapConsistencyRequest;
import org.biozoocte.v1.MapConsistencyResponse;
import org.biozoocte.v1.MapConsistencySettings;
import org.biozoocte.v1.RankingSettings;

/** Has the bridge map where a model stands by its answer. */
final class ConsistencyMapper {
    private ConsistencyMapper() {
    }

    /**
     * Maps, and waits until that is done.
     *
     * @param bridge the bridge
     * @param settings how; its only model is the one that is mapped
     * @param source the image
     * @param chunkBytes the most bytes of a chunk
     * @return the foreground and the consistency, as two channels from 0 to 1, not yet shown
     * @throws BridgeException where the bridge refuses or fails
     * @throws CancelledException if Escape was pressed
     */
    static ImagePlus map(Bridge bridge, RankingSettings settings, ImageSource source, int chunkBytes)
        throws BridgeException, CancelledException {
        String model = settings.getModels(0);
        ImageBatch batch = ImageBatch.of(source);
        MapConsistencySettings first = MapConsistencySettings.newBuilder()
            .setRanking(settings)
            .setImage(batch.headers().get(0))
            .build();
        ResultReceiver receiver = new ResultReceiver("mapping the consistency of " + model);
        StreamingCall.run(
            bridge.predictions()::mapConsistency,
            new SettingsThenChunks<>(
                MapConsistencyRequest.newBuilder().setSettings(first).build(),
                batch.chunks(chunkBytes),
                chunk -> MapConsistencyRequest.newBuilder().setChunk(chunk).build()),
            answer -> handle(answer, receiver),
            Escape::isPressed);
        String title = "Consistency of " + model + " on " + source.name();
        ImagePlus map = ResultImages.make(receiver.image(), title, source.open());
        if (map.getNChannels() > 1) {
            map.setPosition(2, 1, 1);
        }

        return map;
    }

    private static void handle(MapConsistencyResponse answer, ResultReceiver receiver) throws BridgeException {
        switch (answer.getContentCase()) {
            case QUEUED:
                receiver.queued(answer.getQueued().getPosition());
                break;
            case HEADER:
                receiver.header(answer.getHeader());
                break;
            case CHUNK:
                receiver.chunk(answer.getChunk());
                break;
            default:
                // A later bridge says more than this plugin knows.
                break;
        }
    }
}
