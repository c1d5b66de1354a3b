package org.biozoocte.fiji;

import ij.ImagePlus;
import org.biozoocte.v1.PredictRequest;
import org.biozoocte.v1.PredictResponse;
import org.biozoocte.v1.PredictSettings;

/** Has the bridge run one model. */
final class Predictor {
    private Predictor() {
    }

    /**
     * Runs it, and waits until that is done.
     *
     * @param bridge the bridge
     * @param settings the model and what is wanted of it; the image is added here
     * @param source the image
     * @param chunkBytes the most bytes of a chunk
     * @param what what the result shows, for its title
     * @return the result, not yet shown
     * @throws BridgeException where the bridge refuses or fails
     * @throws CancelledException if Escape was pressed
     */
    static ImagePlus predict(
        Bridge bridge, PredictSettings.Builder settings, ImageSource source, int chunkBytes, String what)
        throws BridgeException, CancelledException {
        ImageBatch batch = ImageBatch.of(source);
        PredictSettings first = settings.setImage(batch.headers().get(0)).build();
        ResultReceiver receiver = new ResultReceiver("running " + first.getModel());
        StreamingCall.run(
            bridge.predictions()::predict,
            new SettingsThenChunks<>(
                PredictRequest.newBuilder().setSettings(first).build(),
                batch.chunks(chunkBytes),
                chunk -> PredictRequest.newBuilder().setChunk(chunk).build()),
            answer -> handle(answer, receiver),
            Escape::isPressed);
        String title = what + " of " + first.getModel() + " on " + source.name();
        return ResultImages.make(receiver.image(), title, source.open());
    }

    private static void handle(PredictResponse answer, ResultReceiver receiver) throws BridgeException {
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
