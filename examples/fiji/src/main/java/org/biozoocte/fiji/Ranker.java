package org.biozoocte.fiji;

import java.util.Map;
import org.biozoocte.v1.RankModelsRequest;
import org.biozoocte.v1.RankModelsSettings;
import org.biozoocte.v1.Ranking;
import org.biozoocte.v1.RankingSettings;

/** Has the bridge rank models on images that are sent to it. */
final class Ranker {
    private Ranker() {
    }

    /**
     * Ranks, and waits until that is done.
     *
     * @param bridge the bridge
     * @param settings how
     * @param images on what
     * @param chunkBytes the most bytes of a chunk
     * @param excluded why other models are not ranked, by their names, for the table of the models so far
     * @return the ranking
     * @throws BridgeException where the bridge refuses or fails
     * @throws CancelledException if Escape was pressed
     */
    static Ranking rank(
        Bridge bridge, RankingSettings settings, ImageBatch images, int chunkBytes, Map<String, String> excluded)
        throws BridgeException, CancelledException {
        RankModelsSettings first =
            RankModelsSettings.newBuilder().setRanking(settings).addAllImages(images.headers()).build();
        RankingView view = new RankingView(excluded);
        StreamingCall.run(
            bridge.rankings()::rankModels,
            new SettingsThenChunks<>(
                RankModelsRequest.newBuilder().setSettings(first).build(),
                images.chunks(chunkBytes),
                chunk -> RankModelsRequest.newBuilder().setChunk(chunk).build()),
            view,
            Escape::isPressed);
        return view.last();
    }
}
