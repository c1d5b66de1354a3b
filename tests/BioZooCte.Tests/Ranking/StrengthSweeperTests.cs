using System.Collections.Immutable;

using BioZooCte.Consistency;
using BioZooCte.Perturbations;
using BioZooCte.Ranking;

namespace BioZooCte.Tests.Ranking;

/// <summary>Scores by nhd are hundredths of what stays.</summary>
[TestClass]
public sealed class StrengthSweeperTests
{
    private static readonly StrengthLadder Ladder = StrengthLadder.Parse("dropout:0.1,0.2,0.3");

    [TestMethod]
    public void Sweep_TakesTheStrengthThatTellsMostModelsApart()
    {
        // At 0.1 all are alike, at 0.2 all differ, at 0.3 two are alike.
        StrengthSweep sweep = Sweep(
            Model("a", [90, 80, 70]), Model("b", [90, 70, 60]), Model("c", [90, 60, 60]));

        Assert.AreEqual("dropout", sweep.Name);
        CollectionAssert.AreEqual(new[] { 0, 3, 2 }, sweep.Strengths.Select(s => s.PairsToldApart).ToArray());
        Assert.IsTrue(sweep.Strengths.All(s => s.Pairs == 3));
        CollectionAssert.AreEqual(
            new[] { 0.905, 0.705, 0.605 }, sweep.Strengths.Select(s => Math.Round(s.Median!.Value, 9)).ToArray());
        Assert.AreEqual(0.605, sweep.Strengths[1].Scores["c"]!.Value, 1e-12);
        Assert.AreEqual("dropout:0.2", sweep.Recommended);
        Assert.AreEqual(sweep.Strengths[1], sweep.Best);
    }

    [TestMethod]
    public void Sweep_StrengthAtWhichScoresCollapsed_IsNotRecommended()
    {
        // At 0.3 more are told apart, but most keep less than half of what they had.
        StrengthSweep sweep = Sweep(
            Model("a", [90, 80, 70]), Model("b", [90, 70, 40]), Model("c", [90, 70, 30]));

        CollectionAssert.AreEqual(new[] { 0, 2, 3 }, sweep.Strengths.Select(s => s.PairsToldApart).ToArray());
        CollectionAssert.AreEqual(
            new[] { false, false, true }, sweep.Strengths.Select(s => s.IsCollapsed).ToArray());
        Assert.AreEqual("dropout:0.2", sweep.Recommended);
    }

    [TestMethod]
    public void Sweep_NothingToldApart_TakesTheWeakest()
    {
        Assert.AreEqual("dropout:0.1", Sweep(Model("a", [90, 80, 70]), Model("b", [90, 80, 70])).Recommended);
        Assert.AreEqual("dropout:0.1", Sweep(Model("a", [90, 80, 70])).Recommended);
    }

    [TestMethod]
    public void Sweep_ModelsOfOtherStructures_MakeNoPair()
    {
        ModelEvidence cells = Model("b", [50, 50, 50]) with { Structures = ["cells"] };
        StrengthSweep sweep = Sweep(Model("a", [90, 80, 70]) with { Structures = ["nuclei"] }, cells);

        Assert.IsTrue(sweep.Strengths.All(s => s is { Pairs: 0, PairsToldApart: 0 }));
    }

    [TestMethod]
    public void Only_KeepsOneStrength_AndAllOfAModelThatHasNone()
    {
        ModelEvidence other = Evidence.Model("other", [80, 81]);

        ImmutableArray<ModelEvidence> only =
            StrengthSweeper.Only([Model("a", [90, 80, 70]), other], "dropout:0.2", Ladder);

        Assert.IsTrue(only[0].Images.All(i => i.Pairs.Single().Perturbation == "dropout:0.2"));
        Assert.AreEqual(other, only[1]);
    }

    private static StrengthSweep Sweep(params ModelEvidence[] models) =>
        StrengthSweeper.Sweep(models, Ladder, KnownMetrics.Parse("nhd"), new RankingRules());

    /// <summary>Six images, each a little other than the last.</summary>
    private static ModelEvidence Model(string id, int[] stays) => Evidence.Model(id, [.. Enumerable.Range(0, 6).Select(
        i => new ImageEvidence(
            $"/images/{i}.tif",
            null,
            [.. Ladder.Labels.Select((label, s) => Evidence.Pair(label, Evidence.Block(stays[s] + (i % 2))))]))]);
}
