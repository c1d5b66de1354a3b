package org.biozoocte.fiji;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.fail;

import ij.measure.ResultsTable;
import java.util.Arrays;
import java.util.Collections;
import org.biozoocte.v1.Interval;
import org.biozoocte.v1.Model;
import org.biozoocte.v1.ModelScore;
import org.biozoocte.v1.Ranking;
import org.biozoocte.v1.StructureRanking;
import org.junit.Test;

/** What is shown of a ranking. */
public class RankingTableTest {
    private static final Ranking RANKING = Ranking.newBuilder()
        .addStructures(StructureRanking.newBuilder().setName("nuclei").setEstimator("combined").setFirmness(0.9))
        .addModels(ModelScore.newBuilder().setModel("a").setStructure("nuclei").setRank(1).setScore(0.75)
            .setInterval(Interval.newBuilder().setLow(0.7).setHigh(0.8)).setEstimatedF1(0.9).setCte(0.95)
            .setAgreement(0).setForeground(0.25).setTieGroup(2).addFlags("wobbly").addFlags("split"))
        .addModels(ModelScore.newBuilder().setModel("b").setError("It has no weights."))
        .build();

    @Test
    public void of_RankingAndExcluded_HasARowForEachModel() {
        ResultsTable table = RankingTable.of(RANKING, Collections.singletonMap("c", "It takes 3 channels."));
        assertEquals(
            Arrays.asList("Rank", "Model", "Score", "Low", "High", "Tie", "Expected F1", "Consistency",
                "Agreement", "Foreground", "Flags", "Reason"),
            Arrays.asList(table.getHeadings()));
        assertEquals("1\ta\t0.750\t0.700\t0.800\tb\t0.900\t0.950\t0.000\t0.250\twobbly, split\t", row(table, 0));
        assertEquals("\tb\t\t\t\t\t\t\t\t\t\tIt has no weights.", row(table, 1));
        assertEquals("\tc\t\t\t\t\t\t\t\t\t\tIt takes 3 channels.", row(table, 2));
        assertEquals(3, table.size());
        assertEquals(0.75, table.getValue("Score", 0), 0);
    }

    @Test
    public void letters_Group_AreThoseOfTheOtherTables() {
        assertEquals("", RankingTable.letters(0));
        assertEquals("a", RankingTable.letters(1));
        assertEquals("z", RankingTable.letters(26));
        assertEquals("aa", RankingTable.letters(27));
        assertEquals("zz", RankingTable.letters(702));
    }

    @Test
    public void of_NobodyRanked_StillNamesThoseExcluded() {
        ResultsTable table =
            RankingTable.of(Ranking.getDefaultInstance(), Collections.singletonMap("c", "It takes 3 channels."));
        assertEquals(1, table.size());
        assertEquals("c", table.getStringValue("Model", 0));
    }

    @Test
    public void summary_OneStructure_NamesItsFirst() {
        assertEquals("x.png, nuclei: a is first by combined, 0.750 (0.700-0.800); firmness 0.90.",
            RankingSummary.of(RANKING, "x.png"));
        assertEquals("x.png: no model could be ranked.",
            RankingSummary.of(Ranking.getDefaultInstance(), "x.png"));
    }

    @Test
    public void best_Ranking_IsTheFirstWithARank() throws Exception {
        assertEquals("a", LatestRanking.best(RANKING).getModel());
        LatestRanking.keep(RANKING);
        assertEquals("a", RankingMacros.best());
        assertEquals("0.75", RankingMacros.score("a"));
        assertEquals("NaN", RankingMacros.score("b"));
    }

    @Test
    public void find_NameNicknameOrLastPart_IsTheModel() throws Exception {
        ModelList models = new ModelList(Arrays.asList(
            Model.newBuilder().setName("one/a").setZooId("affable-shark").build(),
            Model.newBuilder().setName("two/a").build(),
            Model.newBuilder().setName("b.zip").build()));
        assertEquals("one/a", models.find("one/a").getName());
        assertEquals("one/a", models.find("affable-shark").getName());
        assertEquals(Arrays.asList("b.zip", "two/a"), models.findAll(" b, two/a,"));
        assertEquals(Collections.emptyList(), models.findAll(""));
        try {
            models.find("a");
            fail("One of two was taken.");
        } catch (BridgeException e) {
            assertEquals("The bridge has several models a; their whole names tell them apart: one/a, two/a, b.zip.",
                e.getMessage());
        }
    }

    @Test
    public void handOver_Nickname_IsDeepImageJsLine() throws Exception {
        Model model = Model.newBuilder().setName("a").setZooId("affable-shark").build();
        assertEquals("run(\"DeepImageJ Run\", \"model_path=affable-shark display_output=all\");",
            HandOver.line(HandOver.options(model)));
        try {
            HandOver.options(Model.newBuilder().setName("a").build());
            fail("It was handed over without a nickname.");
        } catch (BridgeException e) {
            assertEquals(true, e.getMessage().startsWith("a states no nickname in the Zoo"));
        }
    }

    private static String row(ResultsTable table, int row) {
        StringBuilder cells = new StringBuilder();
        for (String column : table.getHeadings()) {
            cells.append(cells.length() == 0 && column.equals("Rank") ? "" : "\t");
            cells.append(table.getStringValue(column, row));
        }

        return cells.toString();
    }
}
