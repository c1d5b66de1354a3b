using BioZooCte.Consistency;

namespace BioZooCte.Tests.Consistency;

[TestClass]
public sealed class PairCounterTests
{
    private const PairMeasures Everything = PairMeasures.EffectiveInvariance | PairMeasures.Entropy
        | PairMeasures.Divergence | PairMeasures.CrossEntropy | PairMeasures.Difference;

    [TestMethod]
    public void Count_EveryLengthFrom0To67_IsThePlainLoop()
    {
        Random random = new(1);
        for (int length = 0; length <= 67; length++)
        {
            float[] u = [.. Enumerable.Range(0, length).Select(_ => random.NextSingle())];
            float[] p = [.. Enumerable.Range(0, length).Select(_ => random.NextSingle())];
            double[] wideU = [.. u.Select(value => (double)value)];
            double[] wideP = [.. p.Select(value => (double)value)];
            PairCounts expected = PlainPairLoop.Count(wideU, wideP, 0.5);
            PlainPairLoop.AssertAlike(
                expected,
                PairCounter.Count(wideU, wideP, 0.5, Everything),
                1e-11,
                $"double, {length} pixels");
            PairCounts single = PairCounter.Count(u, p, 0.5f, Everything);
            Assert.AreEqual(
                expected.EffectiveInvarianceSum,
                single.EffectiveInvarianceSum,
                1e-7 * length,
                $"{length} pixels");
            PlainPairLoop.AssertAlike(
                expected with { EffectiveInvarianceSum = single.EffectiveInvarianceSum },
                single,
                1e-11,
                $"float, {length} pixels");
        }
    }

    [TestMethod]
    [DataRow(4095)]
    [DataRow(4096)]
    [DataRow(10007)]
    public void Count_MoreThanAChunk_IsThePlainLoop(int length)
    {
        Random random = new(length);
        double[] u = [.. Enumerable.Range(0, length).Select(_ => random.NextDouble())];
        double[] p = [.. Enumerable.Range(0, length).Select(_ => random.NextDouble())];
        PlainPairLoop.AssertAlike(
            PlainPairLoop.Count(u, p, 0.3), PairCounter.Count(u, p, 0.3, Everything), 1e-8, "double");
    }

    [TestMethod]
    public void Count_Float_DoesNotDependOnTheMeasuresTakenBesideASum()
    {
        Random random = new(2);
        float[] u = [.. Enumerable.Range(0, 5003).Select(_ => random.NextSingle())];
        float[] p = [.. Enumerable.Range(0, 5003).Select(_ => random.NextSingle())];
        PairCounts all = PairCounter.Count(u, p, 0.5f, Everything);
        foreach (PairMeasures one in Enum.GetValues<PairMeasures>())
        {
            PairCounts alone = PairCounter.Count(u, p, 0.5f, one);
            Assert.AreEqual(all.Intersection, alone.Intersection);
            Assert.AreEqual(all.Unperturbed, alone.Unperturbed);
            Assert.AreEqual(all.Perturbed, alone.Perturbed);
            double? sum = SumOf(alone, one);
            Assert.AreEqual(SumOf(all, one), sum, $"{one}");
        }
    }

    [TestMethod]
    public void Count_Decisions_AreCountedAndGiveTheSumsOfCertainty()
    {
        // Five pixels in both, two in u alone, one in p alone, one in neither.
        float[] u = [1, 1, 1, 1, 1, 1, 1, 0, 0];
        float[] p = [1, 1, 1, 1, 1, 0, 0, 1, 0];
        PairCounts counts = PairCounter.Count(u, p, 0.5f, Everything);
        Assert.AreEqual(9, counts.Pixels);
        Assert.AreEqual(7, counts.Unperturbed);
        Assert.AreEqual(6, counts.Perturbed);
        Assert.AreEqual(5, counts.Intersection);
        Assert.AreEqual(8, counts.Union);
        Assert.IsTrue(counts.Differs);
        Assert.AreEqual(5.0, counts.EffectiveInvarianceSum);
        Assert.AreEqual(3.0, counts.EntropySum);
        Assert.AreEqual(3.0, counts.DifferenceSum);
        Assert.AreEqual(3 * 23.2534918692, counts.DivergenceSum, 1e-8);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(15)]
    [DataRow(16)]
    [DataRow(40)]
    public void Count_OnePixelThatDiffers_IsSeenWhereverItStands(int position)
    {
        float[] u = new float[41];
        float[] p = new float[41];
        Assert.IsFalse(PairCounter.Count(u, p, 0.5f, PairMeasures.None).Differs);
        p[position] = 1e-30f;
        Assert.IsTrue(PairCounter.Count(u, p, 0.5f, PairMeasures.None).Differs);
    }

    [TestMethod]
    public void Count_NaN_IsBackgroundAndCountsAsProbability0()
    {
        double[] u = [double.NaN, 0.9, double.NaN];
        double[] p = [0.75, double.NaN, double.NaN];
        PairCounts counts = PairCounter.Count(u, p, 0.5, Everything);
        PairCounts asZero = PlainPairLoop.Count([0, 0.9, 0], [0.75, 0, 0], 0.5);
        PlainPairLoop.AssertAlike(asZero, counts, 1e-12, "NaN as 0");
        Assert.AreEqual(1, counts.Unperturbed);
        Assert.AreEqual(1, counts.Perturbed);
        Assert.AreEqual(0, counts.Intersection);
        Assert.IsTrue(PairCounter.Count([float.NaN], [float.NaN], 0.5f, PairMeasures.None).Differs);
    }

    [TestMethod]
    public void Count_ValuesOutside0To1_AreClippedWhereALogarithmIsTaken()
    {
        double[] u = [1.001, -0.001, 1.001];
        double[] p = [1.001, 0.9, -0.001];
        PairCounts counts = PairCounter.Count(u, p, 0.5, Everything);
        PlainPairLoop.AssertAlike(PlainPairLoop.Count(u, p, 0.5), counts, 1e-10, "outside [0, 1]");
        Assert.IsTrue(double.IsFinite(counts.EntropySum + counts.DivergenceSum + counts.CrossEntropySum));
    }

    [TestMethod]
    [DataRow(-1f)]
    [DataRow(float.NegativeInfinity)]
    public void Count_ThresholdBelowEveryValue_CountsNoPixelThatIsNotThere(float threshold)
    {
        PairCounts counts = PairCounter.Count(new float[19], new float[19], threshold, Everything);
        Assert.AreEqual(19, counts.Intersection);
        Assert.AreEqual(19, counts.Union);
        Assert.AreEqual(19, counts.Pixels);
    }

    [TestMethod]
    public void Count_DifferentLengths_IsRefused() => Assert.ThrowsExactly<ArgumentOutOfRangeException>(
        () => PairCounter.Count(new float[3], new float[2], 0.5f, PairMeasures.None));

    private static double? SumOf(PairCounts counts, PairMeasures measure) => measure switch
    {
        PairMeasures.EffectiveInvariance => counts.EffectiveInvarianceSum,
        PairMeasures.Entropy => counts.EntropySum,
        PairMeasures.Divergence => counts.DivergenceSum,
        PairMeasures.CrossEntropy => counts.CrossEntropySum,
        PairMeasures.Difference => counts.DifferenceSum,
        _ => null,
    };
}
