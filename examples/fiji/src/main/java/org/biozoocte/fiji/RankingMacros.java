package org.biozoocte.fiji;

import org.biozoocte.v1.ModelScore;
import org.biozoocte.v1.Ranking;

/** What a macro asks of the last ranking, by call("org.biozoocte.fiji.RankingMacros.NAME", ...). */
public final class RankingMacros {
    private RankingMacros() {
    }

    /**
     * The best model.
     *
     * @return its name, or nothing where there is none
     */
    public static String best() {
        try {
            return LatestRanking.best().getModel();
        } catch (BridgeException e) {
            return "";
        }
    }

    /**
     * What decides a model's place.
     *
     * @param model its name
     * @return its score, or "NaN" where it has none
     */
    public static String score(String model) {
        Ranking ranking = LatestRanking.get();
        if (ranking != null) {
            for (ModelScore score : ranking.getModelsList()) {
                if (score.getModel().equals(model) && score.hasScore()) {
                    return Double.toString(score.getScore());
                }
            }
        }

        return "NaN";
    }
}
