using BioZooCte.Ranking;

namespace BioZooCte.Tests.Ranking;

[TestClass]
public class TieGroupTests
{
    [TestMethod]
    public void TieGroup_ClearlyApart_AreTwoGroups()
    {
        ModelRanking ranking = Evidence.Rank(
            Evidence.Model("a", [90, 91, 92, 93, 94, 95]), Evidence.Model("b", [50, 51, 52, 53, 54, 55]));

        Assert.AreEqual("a:1 b:2", Groups(ranking));
    }

    [TestMethod]
    public void TieGroup_NoiseSwappedBetweenImages_IsATie() =>
        Assert.AreEqual("a:1 b:1", Groups(Evidence.Rank(
            Evidence.Model("a", [40, 60, 40, 60, 40, 60]), Evidence.Model("b", [60, 40, 60, 40, 60, 40]))));

    [TestMethod]
    public void TieGroup_SmallDifferenceOnEveryImage_IsSeenBecauseDrawsArePaired()
    {
        // The intervals of the two overlap nearly whole; the difference is 0.01 or more in every draw.
        ModelRanking ranking = Evidence.Rank(
            Evidence.Model("a", [12, 32, 52, 72, 92, 97]), Evidence.Model("b", [11, 31, 51, 71, 91, 96]));

        Assert.IsTrue(ranking.Models[0].Interval!.Value.Contains(ranking.Models[1].Score!.Value));
        Assert.AreEqual("a:1 b:2", Groups(ranking));
    }

    [TestMethod]
    public void TieGroup_SmallDifferenceInEveryBlock_IsSeenBecauseDrawsArePaired()
    {
        int[] stays = [10, 30, 50, 70, 90];

        ModelRanking ranking = Evidence.Rank(
            Evidence.Model("a", Evidence.Image("open", [.. stays.Select(s => Evidence.Block(s + 1))])),
            Evidence.Model("b", Evidence.Image("open", [.. stays.Select(Evidence.Block)])));

        Assert.IsTrue(ranking.Models[0].Interval!.Value.Contains(ranking.Models[1].Score!.Value));
        Assert.AreEqual("a:1 b:2", Groups(ranking));
    }

    [TestMethod]
    public void TieGroup_ChainOfSmallSteps_IsComparedWithTheLeaderAlone()
    {
        // b ties with its leader a, c does not, d ties with c: it is not asked about a.
        ModelRanking ranking = Evidence.Rank(
            Evidence.Model("a", [80, 80, 80, 80, 80, 80]),
            Evidence.Model("b", [79, 79, 79, 81, 81, 81]),
            Evidence.Model("c", [70, 70, 70, 70, 70, 70]),
            Evidence.Model("d", [60, 60, 60, 75, 75, 75]));

        Assert.AreEqual("a:1 b:1 c:2 d:2", Groups(ranking));
    }

    [TestMethod]
    public void TieGroup_TooLittleDataToTell_IsATie() =>
        Assert.AreEqual(
            "a:1 b:1", Groups(Evidence.Rank(Evidence.Model("a", [90]), Evidence.Model("b", [10]))));

    [TestMethod]
    public void TieGroup_OneModelWithFewImages_ComparesBothByBlocks()
    {
        // By images b's 0.1 … 0.9 would tie with a's 0.5; blocks inside an image agree, and so do draws of
        // them.
        ModelEvidence few = Evidence.Model(
            "few", [.. Enumerable.Range(0, 4).Select(i => Evidence.Image(
                $"/images/{i:00}.tif", [Evidence.Block(40), Evidence.Block(40)]))]);
        ModelEvidence many = Evidence.Model(
            "many", [.. Enumerable.Range(0, 5).Select(i => Evidence.Image(
                $"/images/{i:00}.tif", [Evidence.Block(10 + (20 * i)), Evidence.Block(10 + (20 * i))]))]);

        ModelRanking ranking = Evidence.Rank(few, many);

        Assert.AreEqual(new ScoreInterval(0.1, 0.9), ranking.Of("many").Interval);
        Assert.AreEqual("many:1 few:2", Groups(ranking));
    }

    [TestMethod]
    public void TieGroup_LowerIsBetter_IsFoundTheSameWay()
    {
        ModelRanking ranking = Evidence.RankByDistance(
            Evidence.Model("far", [10, 11, 12, 13, 14]),
            Evidence.Model("near", [90, 91, 92, 93, 94]),
            Evidence.Model("twin", [90, 91, 92, 93, 94]));

        Assert.AreEqual("near:1 twin:1 far:2", Groups(ranking));
    }

    [TestMethod]
    public void TieGroup_ModelSetAside_NeverTiesWithOneThatIsNot()
    {
        ModelRanking ranking = Evidence.Rank(
            Evidence.Model("same", [100, 100, 100, 100, 100]),
            Evidence.Model("plain", [99, 100, 100, 100, 100]));

        Assert.AreEqual("plain:1 same:2", Groups(ranking));
    }

    private static string Groups(ModelRanking ranking) =>
        string.Join(' ', ranking.Models.Select(m => $"{m.Id}:{m.TieGroup}"));
}
