package org.biozoocte.fiji;

import ij.measure.ResultsTable;
import java.util.Map;
import org.biozoocte.v1.ModelScore;
import org.biozoocte.v1.Ranking;

/** A ranking as a table: models in its order, then those that could not take the images. */
final class RankingTable {
    /** The title of its window, by which macros find it. */
    static final String TITLE = "Zoo Ranking";

    private static final int DECIMALS = 3;
    private static final int LETTERS = 26;

    private final ResultsTable table = new ResultsTable();

    private RankingTable() {
    }

    /**
     * Makes one.
     *
     * @param ranking the models that were ranked
     * @param excluded why others were not, by their names
     * @return the table; what is not known is an empty cell
     */
    static ResultsTable of(Ranking ranking, Map<String, String> excluded) {
        RankingTable rows = new RankingTable();
        rows.table.showRowNumbers(false);
        boolean hasStructures = ranking.getStructuresCount() > 1;
        for (ModelScore model : ranking.getModelsList()) {
            rows.add(model, hasStructures);
        }

        for (Map.Entry<String, String> model : excluded.entrySet()) {
            ModelScore nothing =
                ModelScore.newBuilder().setModel(model.getKey()).setError(model.getValue()).build();
            rows.add(nothing, hasStructures);
        }

        return rows.table;
    }

    private void add(ModelScore model, boolean hasStructures) {
        table.incrementCounter();
        add("Rank", model.hasRank(), model.getRank(), 0);
        table.addValue("Model", model.getModel());
        if (hasStructures) {
            table.addValue("Structure", model.getStructure());
        }

        add("Score", model.hasScore(), model.getScore(), DECIMALS);
        add("Low", model.hasInterval(), model.getInterval().getLow(), DECIMALS);
        add("High", model.hasInterval(), model.getInterval().getHigh(), DECIMALS);
        table.addValue("Tie", letters(model.getTieGroup()));
        add("Expected F1", model.hasEstimatedF1(), model.getEstimatedF1(), DECIMALS);
        add("Consistency", model.hasCte(), model.getCte(), DECIMALS);
        add("Agreement", model.hasAgreement(), model.getAgreement(), DECIMALS);
        add("Foreground", model.hasForeground(), model.getForeground(), DECIMALS);
        table.addValue("Flags", String.join(", ", model.getFlagsList()));
        table.addValue("Reason", model.getError());
    }

    /**
     * The letters of a tie group.
     *
     * @param group from 1; 0 for none
     * @return a for the first, z for the 26th, aa for the 27th; empty for none
     */
    static String letters(int group) {
        StringBuilder letters = new StringBuilder();
        for (int rest = group; rest > 0; rest = (rest - 1) / LETTERS) {
            letters.insert(0, (char) ('a' + (rest - 1) % LETTERS));
        }

        return letters.toString();
    }

    private void add(String column, boolean isKnown, double value, int decimals) {
        if (isKnown) {
            table.addValue(column, value);
        } else {
            table.addValue(column, "");
        }

        table.setDecimalPlaces(table.getColumnIndex(column), decimals);
    }
}
