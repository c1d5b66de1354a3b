using BioZooCte.Ranking;

namespace BioZooCte.Tests.Ranking;

[TestClass]
public class RankingRulesTests
{
    [TestMethod]
    public void Defaults_AreThoseOfTheMethod() => Assert.AreEqual(
        new RankingRules
        {
            LeastScoredShare = 0.5,
            EverythingShare = 0.95,
            MostlyForegroundShare = 0.7,
            LeastImagesToResample = 5,
            Resamples = 2000,
            Confidence = 0.95,
            Seed = 0,
        },
        new RankingRules());

    [TestMethod]
    [DataRow(-0.1)]
    [DataRow(1.1)]
    [DataRow(double.NaN)]
    public void Share_OutOfRange_IsRefused(double value)
    {
        ArgumentOutOfRangeException error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => new RankingRules { EverythingShare = value });

        StringAssert.StartsWith(
            error.Message,
            FormattableString.Invariant($"EverythingShare is {value}; expected a number from 0 to 1."));
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(double.NaN)]
    public void Confidence_OutOfRange_IsRefused(double value)
    {
        ArgumentOutOfRangeException error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => new RankingRules { Confidence = value });

        StringAssert.StartsWith(
            error.Message,
            FormattableString.Invariant($"Confidence is {value}; expected a number between 0 and 1."));
    }

    [TestMethod]
    public void Counts_TooSmall_AreRefused()
    {
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new RankingRules { Resamples = 0 });
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => new RankingRules { LeastImagesToResample = 1 });
    }
}
