using System.Collections.Immutable;

using BioZooCte.Consistency;
using BioZooCte.Ranking;
using BioZooCte.Segmentation;

namespace BioZooCte.Tests.Ranking;

[TestClass]
public class FlagFinderTests
{
    [TestMethod]
    [DataRow(2, 2, 0, false)]
    [DataRow(2, 3, 0, true)]
    [DataRow(1, 0, 1, false)]
    [DataRow(1, 0, 9, true, DisplayName = "images that failed count as images")]
    [DataRow(0, 3, 0, true)]
    [DataRow(0, 0, 3, true)]
    public void Find_ScoredOnFewerThanHalf_PredictsNothing(int scored, int empty, int failed, bool expected)
    {
        IEnumerable<ImageEvidence> images =
        [
            .. Enumerable.Range(0, scored).Select(i => Evidence.Image($"s{i}", 50)),
            .. Enumerable.Range(0, empty).Select(i => Evidence.Image($"e{i}", [Evidence.EmptyBlock])),
            .. Enumerable.Range(0, failed).Select(i => Evidence.Failed($"f{i}", "is cut short")),
        ];

        ImmutableArray<string> flags = FlagsOf(Evidence.Model("a", [.. images]));

        Assert.AreEqual(expected, flags.Contains(ModelFlags.PredictsNothing));
    }

    [TestMethod]
    [DataRow(700, "")]
    [DataRow(701, "mostly-foreground")]
    [DataRow(950, "mostly-foreground")]
    [DataRow(951, "predicts-everything mostly-foreground")]
    public void Find_ForegroundShare_FlagsAboveTheLimits(int foreground, string expected)
    {
        PairCounts counts = new()
        {
            Pixels = 1000,
            Unperturbed = foreground,
            Perturbed = 1,
            Intersection = 1,
            Differs = true,
        };

        ImmutableArray<string> flags = FlagsOf(Evidence.Model("a", Evidence.Image("x", [counts, counts])));

        Assert.AreEqual(expected, string.Join(' ', flags));
    }

    [TestMethod]
    public void Find_EveryPairEqual_Insensitive()
    {
        ModelEvidence same = Evidence.Model("a", [100, 100]);
        ModelEvidence once = Evidence.Model("a", [100, 99]);

        CollectionAssert.Contains(FlagsOf(same), ModelFlags.Insensitive);
        CollectionAssert.DoesNotContain(FlagsOf(once), ModelFlags.Insensitive);
    }

    [TestMethod]
    public void Find_ValuesDifferThoughDecisionsDoNot_IsNotInsensitive()
    {
        PairCounts counts = Evidence.Block(100) with { Differs = true };

        CollectionAssert.DoesNotContain(
            FlagsOf(Evidence.Model("a", Evidence.Image("x", [counts]))), ModelFlags.Insensitive);
    }

    [TestMethod]
    public void Find_FlagsOfTheRun_ComeFirstAndOnce()
    {
        ModelEvidence model = Evidence.Model("a", [50]) with
        {
            Flags = ["tiling-changes-result", "channel-guessed"],
            Foreground = new ForegroundRule
            {
                OutputIndex = 0,
                OutputId = "y",
                Values = ForegroundValues.Decision,
                Reason = "its type is bool.",
                Flags = ["channel-guessed"],
            },
        };

        Assert.AreEqual(
            "tiling-changes-result channel-guessed too-little-data", string.Join(' ', FlagsOf(model)));
    }

    [TestMethod]
    public void Find_OtherLimits_AreTakenFromTheRules()
    {
        ImageEvidence image = Evidence.Image("x", [Evidence.Block(50), Evidence.Block(50)]);
        RankingRules rules = new()
        {
            EverythingShare = 0.05,
            MostlyForegroundShare = 1,
            LeastScoredShare = 0,
        };

        ModelScore score = Evidence.Rank(rules, Evidence.Model("a", image)).Models[0];

        Assert.AreEqual("predicts-everything", string.Join(' ', score.Flags));
        Assert.IsTrue(score.IsSetAside);
    }

    private static ImmutableArray<string> FlagsOf(ModelEvidence model) =>
        Evidence.Rank(model).Models[0].Flags;
}
