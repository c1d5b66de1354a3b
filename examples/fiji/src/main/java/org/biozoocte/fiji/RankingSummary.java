package org.biozoocte.fiji;

import java.util.Locale;
import org.biozoocte.v1.ModelScore;
import org.biozoocte.v1.Ranking;
import org.biozoocte.v1.StructureRanking;

/** A ranking in sentences, for the Log. */
final class RankingSummary {
    private RankingSummary() {
    }

    /**
     * Says who is best, structure by structure, and how sure that is.
     *
     * @param ranking the ranking
     * @param images what was ranked on
     * @return a line for each structure
     */
    static String of(Ranking ranking, String images) {
        StringBuilder text = new StringBuilder();
        for (StructureRanking structure : ranking.getStructuresList()) {
            text.append(text.length() == 0 ? "" : "\n").append(images).append(", ").append(structure.getName());
            text.append(": ").append(best(ranking, structure));
            if (structure.hasFirmness()) {
                text.append(number("; firmness %.2f", structure.getFirmness()));
            }

            if (structure.getFlagsCount() > 0) {
                text.append(" (").append(String.join(", ", structure.getFlagsList())).append(')');
            }

            text.append(ranking.getIsPartial() ? "; this ranking was ended early." : ".");
        }

        return text.length() == 0 ? images + ": no model could be ranked." : text.toString();
    }

    private static String best(Ranking ranking, StructureRanking structure) {
        for (ModelScore model : ranking.getModelsList()) {
            if (model.hasRank() && model.hasScore() && model.getStructure().equals(structure.getName())) {
                return model.getModel() + " is first by " + structure.getEstimator()
                    + number(", %.3f", model.getScore()) + interval(model);
            }
        }

        return "no model has a score";
    }

    private static String interval(ModelScore model) {
        return model.hasInterval()
            ? number(" (%.3f", model.getInterval().getLow()) + number("-%.3f)", model.getInterval().getHigh())
            : "";
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
