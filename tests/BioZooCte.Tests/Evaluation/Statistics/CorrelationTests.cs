using BioZooCte.Evaluation.Statistics;

namespace BioZooCte.Tests.Evaluation.Statistics;

[TestClass]
public sealed class CorrelationTests
{
    [TestMethod]
    public void Tau_OneExchangeOfThree_IsAThird() =>
        Assert.AreEqual(1 / 3.0, KendallTau.Of([3, 2, 1], [2, 3, 1]), 1e-15);

    [TestMethod]
    public void WeightedTau_ExchangeAtTheTop_CostsMoreThanAtTheBottom()
    {
        double[] x = [4, 3, 2, 1];

        double top = WeightedKendallTau.Of(x, [3, 4, 2, 1]);
        double bottom = WeightedKendallTau.Of(x, [4, 3, 1, 2]);

        Assert.AreEqual(KendallTau.Of(x, [3, 4, 2, 1]), KendallTau.Of(x, [4, 3, 1, 2]));
        Assert.IsLessThan(bottom, top);
    }

    [TestMethod]
    public void WeightedTau_ByX_IsNotSymmetric()
    {
        // By x the one discordant pair has weights 1 + 1/2 of 5.5 in all, by y 1 + 1/3.
        double[] x = [3, 2, 1];
        double[] y = [2, 1, 3];

        Assert.AreNotEqual(
            WeightedKendallTau.Of(x, y, WeightedTauOrder.ByX), WeightedKendallTau.Of(y, x, WeightedTauOrder.ByX));
        Assert.AreEqual(WeightedKendallTau.Of(x, y), WeightedKendallTau.Of(y, x), 1e-15);
    }

    [TestMethod]
    public void Pearson_TinyAndHugeValues_DoNotVanish()
    {
        Assert.AreEqual(1, PearsonCorrelation.Of([1e-200, 2e-200, 3e-200], [1e200, 2e200, 3e200]), 1e-12);
        Assert.AreEqual(-1, PearsonCorrelation.Of([0.1, 0.2], [7, 3]), 1e-15);
    }

    [TestMethod]
    public void Statistic_ConstantSide_IsNotDefined()
    {
        // 0.1 three times has a mean that rounds to something else.
        Assert.IsTrue(double.IsNaN(PearsonCorrelation.Of([0.1, 0.1, 0.1], [1, 2, 3])));
        Assert.IsTrue(double.IsNaN(SpearmanCorrelation.Of([1, 2, 3], [0.1, 0.1, 0.1])));
        Assert.IsTrue(double.IsNaN(KendallTau.Of([1, 1], [1, 2])));
        Assert.IsTrue(double.IsNaN(WeightedKendallTau.Of([1, 2], [1, 1])));
    }

    [TestMethod]
    public void Statistic_ListsOfOtherLength_IsRefused() =>
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => KendallTau.Of([1, 2], [1, 2, 3]));

    [TestMethod]
    public void Regret_FirstIsTheSecondBest_IsTheDifference() =>
        Assert.AreEqual(0.2, TopOneRegret.Of([0.1, 0.9, 0.5], [0.5, 0.6, 0.8]), 1e-15);

    [TestMethod]
    public void Regret_TwoShareTheTop_TakesTheFirstInTheList() =>
        Assert.AreEqual(0.3, TopOneRegret.Of([0.9, 0.9, 0.1], [0.5, 0.8, 0.6]), 1e-15);

    [TestMethod]
    public void Regret_NoScore_IsBelowEveryScore() =>
        Assert.AreEqual(0.1, TopOneRegret.Of([double.NaN, -1], [0.8, 0.7]), 1e-15);

    [TestMethod]
    public void Regret_NoPerformance_IsPassedOver()
    {
        Assert.AreEqual(0, TopOneRegret.Of([0.9, 0.8], [double.NaN, 0.7]));
        Assert.IsTrue(double.IsNaN(TopOneRegret.Of([0.9], [double.NaN])));
    }
}
