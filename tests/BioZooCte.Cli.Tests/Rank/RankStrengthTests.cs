using BioZooCte.Cli.Rank;

namespace BioZooCte.Cli.Tests.Rank;

/// <summary>Strengths that <c>zoocte rank</c> finds itself.</summary>
[TestClass]
public sealed class RankStrengthTests
{
    [TestMethod]
    [DataRow("auto", "dropout:0.05..0.5")]
    [DataRow("auto:gamma:1.2..2", "gamma:1.2..2")]
    public async Task Rank_StrengthToBeFound_IsSweptAndUsedAlone(string perturbation, string swept)
    {
        RankRequest request = await RankCalls.ReadAsync("--perturbation", perturbation, "--fallback-perturbation", "gamma:1.5");

        EstimationOptions options = request.ToEstimation();
        Assert.AreEqual(swept, options.Sweep!.ToString());
        Assert.IsTrue(options.ScoresByRecommended);
        Assert.AreEqual("gamma:1.5", options.Fallback.Single().Label);
    }

    [TestMethod]
    [DataRow("auto", "gamma:1.5", "--perturbation: the perturbations are 'auto gamma:1.5'; expected 'auto' alone, or none of that kind.")]
    [DataRow("auto:blur", "", "--perturbation: perturbation 'blur:0.05': 'blur' is none; expected one of")]
    public async Task Rank_StrengthThatCannotBeFound_SaysWhy(string first, string second, string message)
    {
        RankRequest request = await RankCalls.ReadAsync([
            "--perturbation", .. new[] { first, second }.Where(text => text.Length > 0)]);

        InvalidUsageException error = Assert.ThrowsExactly<InvalidUsageException>(() => request.ToEstimation());
        Assert.StartsWith(message, error.Message);
    }

    [TestMethod]
    [DataRow("--perturbation", "--perturbation: 'gamma:1.5' stands twice; expected each perturbation once.")]
    [DataRow("--fallback-perturbation", "--fallback-perturbation is 'gamma:1.5 gamma:1.5'; expected each perturbation once.")]
    public async Task Rank_PerturbationThatStandsTwice_IsMisuse(string option, string message)
    {
        RankRequest request = await RankCalls.ReadAsync(option, "gamma:1.5", "gamma:1.5");

        Assert.AreEqual(
            message, Assert.ThrowsExactly<InvalidUsageException>(() => request.ToEstimation()).Message);
    }

    [TestMethod]
    public async Task Rank_StrengthByAMetricOfWhichLessIsBetter_IsMisuse()
    {
        RankRequest request = await RankCalls.ReadAsync("--perturbation", "auto", "--metric", "kl");

        Assert.Contains(
            "--metric is 'kl', by which strengths cannot be compared",
            Assert.ThrowsExactly<InvalidUsageException>(() => request.ToEstimation()).Message);
    }
}
