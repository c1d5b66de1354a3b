using BioZooCte.Evaluation.Statistics;

namespace BioZooCte.Tests.Evaluation.Statistics;

[TestClass]
public sealed class RankCorrelationTests
{
    [TestMethod]
    public void Of_OneModelWithoutAScore_LeavesItOut()
    {
        RankCorrelation correlation = RankCorrelation.Of([0.9, double.NaN, 0.8, 0.7], [0.8, 0.95, 0.9, 0.7]);

        Assert.AreEqual(3, correlation.Models);
        Assert.AreEqual(1 / 3.0, correlation.KendallTau, 1e-12);
        Assert.AreEqual(0.5, correlation.SpearmanRho, 1e-12);
        Assert.AreEqual(0.5, correlation.PearsonR, 1e-12);
        Assert.AreEqual(2 / 11.0, correlation.WeightedTau, 1e-12);
        Assert.AreEqual(0.1, correlation.Regret, 1e-12);
        Assert.AreEqual(1, correlation.KendallTauPValue);
    }

    [TestMethod]
    public void Of_OneModel_IsNotDefined()
    {
        RankCorrelation correlation = RankCorrelation.Of([0.9], [0.8]);

        Assert.IsTrue(double.IsNaN(correlation.KendallTau));
        Assert.IsTrue(double.IsNaN(correlation.WeightedTauPValue));
        Assert.AreEqual(0, correlation.Regret);
    }
}
