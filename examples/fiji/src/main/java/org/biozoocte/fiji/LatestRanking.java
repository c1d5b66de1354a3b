package org.biozoocte.fiji;

import org.biozoocte.v1.ModelScore;
import org.biozoocte.v1.Ranking;

/** The last ranking of this session, for the commands that go on with its best model. */
final class LatestRanking {
    private static volatile Ranking ranking;

    private LatestRanking() {
    }

    /**
     * Keeps one.
     *
     * @param finished the ranking
     */
    static void keep(Ranking finished) {
        ranking = finished;
    }

    /**
     * The ranking.
     *
     * @return it, or null where there was none
     */
    static Ranking get() {
        return ranking;
    }

    /**
     * Its best model.
     *
     * @return the first model with a rank
     * @throws BridgeException where there was no ranking, or no model has a rank
     */
    static ModelScore best() throws BridgeException {
        Ranking latest = ranking;
        if (latest == null) {
            throw new BridgeException("Nothing was ranked yet: Plugins > BioZoo CTE > Rank Zoo Models...");
        }

        return best(latest);
    }

    /**
     * The best model of a ranking.
     *
     * @param ranking the ranking
     * @return the first model with a rank
     * @throws BridgeException where no model has a rank
     */
    static ModelScore best(Ranking ranking) throws BridgeException {
        for (ModelScore model : ranking.getModelsList()) {
            if (model.hasRank()) {
                return model;
            }
        }

        throw new BridgeException("No model has a rank; the column Reason of the table says why.");
    }
}
