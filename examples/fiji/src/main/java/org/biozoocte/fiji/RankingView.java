package org.biozoocte.fiji;

import ij.IJ;
import java.util.Map;
import org.biozoocte.v1.ModelFinished;
import org.biozoocte.v1.RankModelsResponse;
import org.biozoocte.v1.Ranking;
import org.biozoocte.v1.RankingEvent;
import org.biozoocte.v1.RankingProgress;

/** Shows a ranking as it goes on: the progress bar, the status line, and the table of the models so far. */
final class RankingView implements StreamingCall.AnswerHandler<RankModelsResponse> {
    private static final String PREFIX = "BioZoo CTE: ";

    private final Map<String, String> excluded;
    private Ranking last;

    /**
     * Makes one.
     *
     * @param excluded why models are not ranked, by their names
     */
    RankingView(Map<String, String> excluded) {
        this.excluded = excluded;
    }

    @Override
    public void handle(RankModelsResponse answer) {
        RankingEvent event = answer.getEvent();
        switch (event.getEventCase()) {
            case ACCEPTED:
                IJ.showStatus(PREFIX + "sending images, " + event.getAccepted().getModelsCount() + " models");
                break;
            case QUEUED:
                IJ.showStatus(PREFIX + "waiting, " + event.getQueued().getPosition() + " before this one");
                break;
            case PROGRESS:
                show(event.getProgress());
                break;
            case MODEL_FINISHED:
                show(event.getModelFinished());
                break;
            case RUNNING:
                Output.show(RankingTable.of(event.getRunning(), excluded), RankingTable.TITLE);
                break;
            case FINAL:
                last = event.getFinal();
                break;
            default:
                // Scores of single images are in the ranking too.
                break;
        }
    }

    /**
     * The finished ranking.
     *
     * @return it
     * @throws BridgeException where none came
     */
    Ranking last() throws BridgeException {
        if (last == null) {
            throw new BridgeException("The bridge ended the call without a ranking.");
        }

        return last;
    }

    private static void show(RankingProgress progress) {
        // At 1 ImageJ takes the bar away; that is left to the end of the command.
        IJ.showProgress(Math.min(progress.getFraction(), 0.999));
        IJ.showStatus(PREFIX + progress.getModel()
            + " (" + (progress.getModelIndex() + 1) + " of " + progress.getModelCount() + "), "
            + progress.getImagesDone() + " of " + progress.getImageCount() + " images");
    }

    private static void show(ModelFinished model) {
        if (!model.getError().isEmpty()) {
            IJ.log(PREFIX + model.getModel() + " failed: " + model.getError());
        }
    }
}
