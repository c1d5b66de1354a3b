using BioZooCte.Numerics;

namespace BioZooCte.Tests.Numerics;

[TestClass]
public sealed class MomentsTests
{
    [TestMethod]
    public void Of_FourValues_IsWhatTheFormulasGive()
    {
        Moments moments = Moments.Of<byte>([2, 4, 4, 6], out long notNumbers);

        Assert.AreEqual(new Moments(4, 4, 8), moments);
        Assert.AreEqual(Math.Sqrt(2), moments.StandardDeviation);
        Assert.AreEqual(0, notNumbers);
    }

    [TestMethod]
    public void Of_EveryLengthTo67_EqualsAPlainLoop()
    {
        Random random = new(3);
        for (int length = 1; length <= 67; length++)
        {
            float[] values = [.. Enumerable.Range(0, length).Select(_ => random.NextSingle() - 0.3f)];
            double mean = values.Average(v => (double)v);
            double squares = values.Sum(v => (v - mean) * (v - mean));

            Moments moments = Moments.Of<float>(values, out _);

            Assert.AreEqual(length, moments.Count);
            Assert.AreEqual(mean, moments.Mean, 1e-15);
            Assert.AreEqual(squares, moments.SquaredDeviations, 1e-13);
        }
    }

    [TestMethod]
    public void Of_SmallSpreadOnAGreatOffset_KeepsItsDigits()
    {
        double[] values = [.. Enumerable.Range(0, 100_000).Select(i => 1e9 + (i % 2))];

        Moments moments = Moments.Of<double>(values, out _);

        Assert.AreEqual(0.5, moments.StandardDeviation, 1e-12);
    }

    [TestMethod]
    public void Of_NotNumbers_PassesThemOver()
    {
        Moments moments = Moments.Of<float>([1, float.NaN, 3, float.NaN], out long notNumbers);

        Assert.AreEqual(new Moments(2, 2, 2), moments);
        Assert.AreEqual(2, notNumbers);
    }

    [TestMethod]
    public void Of_Nothing_HasNoMean()
    {
        Moments moments = Moments.Of<float>([float.NaN], out _);

        Assert.AreEqual(0, moments.Count);
        Assert.IsTrue(double.IsNaN(moments.Mean));
        Assert.IsTrue(double.IsNaN(moments.StandardDeviation));
    }

    [TestMethod]
    public void Addition_OfParts_IsThatOfTheWhole()
    {
        double[] values = [1, 2, 4, 8, 16, 32, 64];
        Moments whole = Moments.Of<double>(values, out _);
        for (int cut = 0; cut <= values.Length; cut++)
        {
            Moments sum = Moments.Of<double>(values.AsSpan(0, cut), out _)
                + Moments.Of<double>(values.AsSpan(cut), out _);

            Assert.AreEqual(whole.Count, sum.Count);
            Assert.AreEqual(whole.Mean, sum.Mean, 1e-12);
            Assert.AreEqual(whole.SquaredDeviations, sum.SquaredDeviations, 1e-9);
        }
    }
}
