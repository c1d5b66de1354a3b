using BioZooCte.Ranking;

namespace BioZooCte.Tests.Ranking;

[TestClass]
public class OrderStatisticsTests
{
    [TestMethod]
    public void Interval_ZeroToHundred_IsLinearBetweenNeighbours()
    {
        double[] values = [.. Enumerable.Range(0, 101).Select(i => (double)i).Reverse()];

        ScoreInterval interval = OrderStatistics.Interval(values, 0.95)!.Value;

        Assert.AreEqual(2.5, interval.Low, 1e-9);
        Assert.AreEqual(97.5, interval.High, 1e-9);
    }

    [TestMethod]
    public void Interval_NaN_IsLeftOut() =>
        Assert.AreEqual(new ScoreInterval(2, 2), OrderStatistics.Interval([double.NaN, 2, double.NaN], 0.5));

    [TestMethod]
    public void Interval_NothingButNaN_IsNull() => Assert.IsNull(OrderStatistics.Interval([double.NaN], 0.5));
}
