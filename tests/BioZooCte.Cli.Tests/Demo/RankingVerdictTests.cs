using BioZooCte.Cli.Demo;

namespace BioZooCte.Cli.Tests.Demo;

[TestClass]
public sealed class RankingVerdictTests
{
    [TestMethod]
    public void On_ARightRanking_SaysSo() => AssertSays(
        DemoExamples.Outcome(("a", 0.9), ("b", 0.5), ("c", 0.25)),
        "Right at the top: a is ranked first and is the best (F1 0.90): regret 0.00.",
        "Models that differ by 0.02 or more stand in the right order (3 pairs).");

    [TestMethod]
    public void On_AFirstAsGoodAsTheBest_SaysSo() => AssertSays(
        DemoExamples.Outcome(("a", 0.90), ("b", 0.91)),
        "Right at the top: a is ranked first (F1 0.90), as good as the best, b (0.91): regret 0.01.",
        "No two models differ by 0.02 or more.");

    [TestMethod]
    public void On_AWrongFirst_NamesTheBestAndTheRegret() => AssertSays(
        DemoExamples.Outcome(("a", 0.5), ("b", 0.9), ("c", 0.75)),
        "Wrong at the top: a is ranked first with F1 0.50; b has 0.90: regret 0.40.",
        "Wrong: c (0.75) is better than a (0.50) but stands below it.");

    [TestMethod]
    public void On_OneWrongPairAtTheTop_SaysNothingTwice() => AssertSays(
        DemoExamples.Outcome(("a", 0.5), ("b", 0.9)),
        "Wrong at the top: a is ranked first with F1 0.50; b has 0.90: regret 0.40.");

    [TestMethod]
    public void On_ModelsThatAllFail_SaysThatNoneFits() => AssertSays(
        DemoExamples.Outcome(("a", 0.2), ("b", 0.1)),
        "Right at the top: a is ranked first and is the best (F1 0.20): regret 0.00.",
        "None of the models fits these images: the best has F1 0.20.",
        "Models that differ by 0.02 or more stand in the right order (1 pair).");

    [TestMethod]
    public void On_AFirstWithoutPrediction_SaysSo() => AssertSays(
        DemoExamples.Outcome(("a", null), ("b", 0.9)),
        "Wrong at the top: a is ranked first and gave no prediction; b has F1 0.90: regret unknown.",
        "No two models differ by 0.02 or more.");

    [TestMethod]
    public void On_NoPrediction_ComparesNothing() => AssertSays(
        DemoExamples.Outcome(("a", null)),
        "No model gave a prediction, so there is nothing to compare the ranking with.");

    [TestMethod]
    public void OnAll_Conditions_AddsUp()
    {
        ConditionOutcome right = DemoExamples.Outcome(("a", 0.9), ("b", 0.5));
        ConditionOutcome wrong = DemoExamples.Outcome(("a", 0.5), ("b", 0.9));

        Assert.AreEqual(
            "The model ranked first is the best, or within 0.02 of it, in 1 of 2 conditions; "
                + "mean regret 0.20, greatest 0.40 (culture).\n"
                + "1 of 2 pairs of models that differ stand the wrong way round.",
            string.Join('\n', RankingVerdict.OnAll([right, wrong])));
    }

    private static void AssertSays(ConditionOutcome outcome, params string[] sentences) =>
        Assert.AreEqual(string.Join('\n', sentences), string.Join('\n', RankingVerdict.On(outcome)));
}
