using BioZooCte.Cli.Demo;

namespace BioZooCte.Cli.Tests.Demo;

[TestClass]
public sealed class ConditionOutcomeTests
{
    [TestMethod]
    public void Regret_OfARanking_IsWhatItsFirstLacks()
    {
        ConditionOutcome outcome = DemoExamples.Outcome(("a", 0.75), ("b", 1.0), ("c", 0.25));

        Assert.AreEqual("b", outcome.Best!.Id);
        Assert.AreEqual(0.25, outcome.Regret);
        Assert.AreEqual(3, outcome.ClearPairs);
        (JudgedModel before, JudgedModel after) = outcome.WrongPairs.Single();
        Assert.AreEqual("a", before.Id);
        Assert.AreEqual("b", after.Id);
    }

    [TestMethod]
    public void WrongPairs_OfModelsThatHardlyDiffer_AreNone()
    {
        ConditionOutcome outcome = DemoExamples.Outcome(("a", 0.90), ("b", 0.91), ("c", null));

        Assert.AreEqual(0, outcome.ClearPairs);
        Assert.IsFalse(outcome.WrongPairs.Any());
    }

    [TestMethod]
    public void Regret_OfAFirstWithoutPrediction_IsUnknown()
    {
        Assert.IsNull(DemoExamples.Outcome(("a", null), ("b", 0.9)).Regret);
        Assert.IsNull(DemoExamples.Outcome().Regret);
    }
}
