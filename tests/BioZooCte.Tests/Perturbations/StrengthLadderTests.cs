using BioZooCte.Perturbations;
using BioZooCte.Ranking;

namespace BioZooCte.Tests.Perturbations;

[TestClass]
public sealed class StrengthLadderTests
{
    [TestMethod]
    [DataRow("dropout:0.05..0.5", "0.05 0.1 0.15 0.2 0.25 0.3 0.35 0.4 0.45 0.5", true)]
    [DataRow("dropout", "0.05 0.1 0.15 0.2 0.25 0.3 0.35 0.4 0.45 0.5", true)]
    [DataRow("noise:0.3,0.1", "0.1 0.3", false)]
    [DataRow("contrast:0.3..0.9/3", "0.9 0.6 0.3", false)]
    [DataRow("brightness:-0.1..-0.3/3", "-0.1 -0.2 -0.3", false)]
    [DataRow("gamma:1..4/3", "1 2 4", false)]
    [DataRow("feature-drop:0.5..0.9/2", "0.9 0.5", true)]
    public void Parse_Strengths_TheWeakestFirst(string text, string strengths, bool features)
    {
        StrengthLadder ladder = StrengthLadder.Parse(text);
        string name = text.Split(':')[0];

        Assert.AreEqual(name, ladder.Name);
        Assert.AreEqual(features, ladder.PerturbsFeatures);
        CollectionAssert.AreEqual(strengths.Split(' ').Select(s => $"{name}:{s}").ToArray(), ladder.Labels.ToArray());
        CollectionAssert.AreEqual(
            strengths.Split(' ').Select(s => double.Parse(s, System.Globalization.CultureInfo.InvariantCulture)).ToArray(),
            ladder.Strengths.ToArray());
    }

    [TestMethod]
    [DataRow("blur:0.1..0.5", "'blur' is none; expected one of")]
    [DataRow("dropout:0.1", "strengths 'dropout:0.1': 1 strength; expected two or more.")]
    [DataRow("dropout:a..b", "strengths 'dropout:a..b': strength 'a'; expected NAME:LOW..HIGH")]
    [DataRow("dropout:0.1..0.5/1", "'1' steps; expected a whole number from 2 to 100.")]
    [DataRow("dropout:0.5..1.5", "expected a number from 0 to 1")]
    [DataRow("gamma:0.5..2", "strengths on both sides of 1, which changes nothing; expected strengths that grow away")]
    [DataRow("gamma:-1..-2", "expected a number above 0")]
    public void Parse_WhatIsNone_SaysWhatIsExpected(string text, string message)
    {
        FormatException error = Assert.ThrowsExactly<FormatException>(() => StrengthLadder.Parse(text));

        Assert.Contains(message, error.Message);
    }

    [TestMethod]
    public void WithSweep_TakesThePlaceOfAllPerturbations()
    {
        EstimationOptions features = new EstimationOptions().WithSweep(StrengthLadder.Parse("dropout:0.1,0.2"), true);
        EstimationOptions input = features.WithSweep(StrengthLadder.Parse("gamma:1.2,1.5"));

        Assert.IsEmpty(features.Perturbations);
        Assert.HasCount(2, features.FeaturePerturbations);
        Assert.IsTrue(features.ScoresByRecommended);
        Assert.IsEmpty(input.FeaturePerturbations);
        CollectionAssert.AreEqual(
            new[] { "gamma:1.2", "gamma:1.5" }, input.Perturbations.Select(p => p.Label).ToArray());
        Assert.IsFalse(input.ScoresByRecommended);
    }

    [TestMethod]
    [DataRow("dropout:0.1,0.2", "dropout:0.2")]
    [DataRow("gamma:1.2,1.5", "gamma:1.5")]
    public void ToScored_KeepsTheRecommendedStrengthAlone(string ladder, string recommended)
    {
        StrengthSweep sweep = new("any", [], recommended);
        EstimationOptions scored = new EstimationOptions().WithSweep(StrengthLadder.Parse(ladder), true).ToScored(sweep);

        string[] labels =
            [.. scored.Perturbations.Select(p => p.Label), .. scored.FeaturePerturbations.Select(p => p.Label)];
        CollectionAssert.AreEqual(new[] { recommended }, labels);
        Assert.IsNull(scored.Sweep);
    }
}
