using System.Collections.Immutable;

using BioZooCte.Consistency;
using BioZooCte.Ranking;

namespace BioZooCte.Tests.Ranking;

[TestClass]
public class BootstrapTests
{
    [TestMethod]
    public void Interval_AllImagesEqual_HasNoWidth()
    {
        ModelScore score = Evidence.Rank(Evidence.Model("a", [50, 50, 50, 50, 50])).Models[0];

        Assert.AreEqual(new ScoreInterval(0.5, 0.5), score.Interval);
    }

    [TestMethod]
    public void Interval_FiveImages_IsWhatAllDrawsGive()
    {
        // Of the 5^5 equally likely draws the median is the smallest score in 5.8 % and the greatest in 5.8
        // %, which is more than 2.5 %: so the interval is all of the range.
        ModelScore score = Evidence.Rank(Evidence.Model("a", [10, 30, 50, 70, 90])).Models[0];

        Assert.AreEqual(new ScoreInterval(0.1, 0.9), score.Interval);
    }

    [TestMethod]
    public void Interval_LessConfidence_LeavesOutTheEnds()
    {
        // With 80 % the ends are cut at 10 %, more than the 5.8 % above, less than the 31.7 % up to the next
        // score.
        RankingRules rules = new() { Confidence = 0.8, Resamples = 20_000 };

        ModelScore score = Evidence.Rank(rules, Evidence.Model("a", [10, 30, 50, 70, 90])).Models[0];

        Assert.AreEqual(new ScoreInterval(0.3, 0.7), score.Interval);
    }

    [TestMethod]
    public void Interval_FewerThanFiveImages_DrawsBlocksInsideEach()
    {
        // Two blocks of 0.2 and 0.8: both draws of one in a quarter of the resamples each, else the mean.
        ImmutableArray<PairCounts> blocks = [Evidence.Block(20), Evidence.Block(80)];

        ModelScore score = Evidence.Rank(Evidence.Model("a", Evidence.Image("open", blocks))).Models[0];

        Assert.AreEqual(0.5, score.Score!.Value, 1e-15);
        Assert.AreEqual(new ScoreInterval(0.2, 0.8), score.Interval);
        Assert.AreEqual(0, score.Flags.Length);
    }

    [TestMethod]
    public void Interval_FourImagesOfEqualBlocks_HasNoWidthThoughTheImagesDiffer()
    {
        ModelEvidence model = Evidence.Model(
            "a", [.. new[] { 10, 20, 30, 40 }.Select(stay => Evidence.Image(
                $"x{stay}", [Evidence.Block(stay), Evidence.Block(stay)]))]);

        Assert.AreEqual(new ScoreInterval(0.25, 0.25), Evidence.Rank(model).Models[0].Interval);
    }

    [TestMethod]
    public void Interval_BlocksWithoutForegroundDrawn_AreNoScoreOfZero()
    {
        // A quarter of the resamples draw the empty block twice: no score, not a bad one.
        ImmutableArray<PairCounts> blocks = [Evidence.Block(60), Evidence.EmptyBlock];

        ModelScore score = Evidence.Rank(Evidence.Model("a", Evidence.Image("open", blocks))).Models[0];

        Assert.AreEqual(new ScoreInterval(0.6, 0.6), score.Interval);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(4)]
    public void Interval_OneBlockInEachImage_IsNullAndFlagged(int images)
    {
        ModelScore score = Evidence.Rank(Evidence.Model("a", Enumerable.Repeat(50, images))).Models[0];

        Assert.IsNull(score.Interval);
        Assert.AreEqual("too-little-data", string.Join(' ', score.Flags));
    }

    [TestMethod]
    public void Interval_BlocksOutsideTheOutput_AreNotData()
    {
        ImmutableArray<PairCounts> blocks = [Evidence.Block(60), default, default];

        Assert.IsNull(Evidence.Rank(Evidence.Model("a", Evidence.Image("open", blocks))).Models[0].Interval);
    }

    [TestMethod]
    public void Interval_ManyBlocks_IsNearTheNormalApproximation()
    {
        // 400 blocks, half of them 0.4 and half 0.6: the mean's deviation is 0.1 / √400 = 0.005.
        IEnumerable<PairCounts> blocks =
            Enumerable.Range(0, 400).Select(i => Evidence.Block(i % 2 == 0 ? 40 : 60));

        ModelRanking ranking = Evidence.Rank(Evidence.Model("a", Evidence.Image("open", [.. blocks])));
        ScoreInterval interval = ranking.Models[0].Interval!.Value;

        Assert.AreEqual(0.5 - (1.96 * 0.005), interval.Low, 0.001);
        Assert.AreEqual(0.5 + (1.96 * 0.005), interval.High, 0.001);
    }

    [TestMethod]
    public void Interval_OtherSeed_IsAnotherDrawOfTheSameKind()
    {
        ModelEvidence model = Evidence.Model("a", Enumerable.Range(0, 40).Select(i => 30 + (i * 17 % 41)));

        Assert.AreEqual(Interval(1), Interval(1));
        Assert.AreNotEqual(Interval(1), Interval(2));
        Assert.AreEqual(Interval(1).Low, Interval(2).Low, 0.05);

        ScoreInterval Interval(ulong seed) =>
            Evidence.Rank(new RankingRules { Seed = seed, Resamples = 100 }, model).Models[0].Interval!.Value;
    }

    [TestMethod]
    public void Interval_ImagesThatOnlyOtherModelsScored_AreDrawnAndPassedOver()
    {
        // Five of seven images: a draw may hold none of them, and then says nothing.
        ModelEvidence some = Evidence.Model(
            "some",
            [.. Enumerable.Range(0, 7).Select(i => i < 5
                ? Evidence.Image($"/images/{i:00}.tif", 40)
                : Evidence.Image($"/images/{i:00}.tif", [Evidence.EmptyBlock]))]);

        ModelRanking ranking = Evidence.Rank(some, Evidence.Model("all", [60, 60, 60, 60, 60, 60, 60]));

        Assert.AreEqual(new ScoreInterval(0.4, 0.4), ranking.Of("some").Interval);
        Assert.AreEqual(2, ranking.Of("some").TieGroup);
    }
}
