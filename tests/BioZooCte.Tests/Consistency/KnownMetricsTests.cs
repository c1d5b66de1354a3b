using BioZooCte.Consistency;

namespace BioZooCte.Tests.Consistency;

[TestClass]
public sealed class KnownMetricsTests
{
    /// <summary>Those that are computed from pixels alone.</summary>
    private static IEnumerable<ConsistencyMetric> OfPixels =>
        KnownMetrics.Names.Select(KnownMetrics.Parse).Where(metric => !metric.ComparesInstances);

    [TestMethod]
    public void Names_AreThoseOfTheCommandLine_TheDefaultFirst()
    {
        CollectionAssert.AreEqual(
            new[] { "miou", "nhd", "ei", "entropy", "kl", "cross-entropy", "difference", "vrand", "vrand-paper" },
            KnownMetrics.Names.ToArray());
        Assert.AreEqual("miou", KnownMetrics.Default.Name);
    }

    [TestMethod]
    [DataRow("miou", true, false)]
    [DataRow("nhd", true, false)]
    [DataRow("ei", true, true)]
    [DataRow("entropy", false, true)]
    [DataRow("kl", false, true)]
    [DataRow("cross-entropy", false, true)]
    [DataRow("difference", false, true)]
    [DataRow("vrand", true, false)]
    [DataRow("vrand-paper", true, false)]
    public void Parse_AKnownName_GivesTheMetricWithItsDirection(string name, bool higher, bool probabilities)
    {
        ConsistencyMetric metric = KnownMetrics.Parse(name);
        Assert.AreEqual(name, metric.Name);
        Assert.AreEqual(name, metric.ToString());
        Assert.AreEqual(higher, metric.HigherIsBetter);
        Assert.AreEqual(probabilities, metric.NeedsProbabilities);
    }

    [TestMethod]
    public void Parse_AnUnknownName_ListsTheKnownOnes()
    {
        FormatException error = Assert.ThrowsExactly<FormatException>(() => KnownMetrics.Parse("NHD"));
        Assert.AreEqual(
            "metric: 'NHD'; expected one of miou, nhd, ei, entropy, kl, cross-entropy, difference, vrand, vrand-paper.",
            error.Message);
    }

    [TestMethod]
    public void Score_NoForegroundInEither_IsNotDefined()
    {
        foreach (string name in KnownMetrics.Names)
        {
            Assert.IsNull(KnownMetrics.Parse(name).Score(new PairCounts { Pixels = 10 }), name);
            Assert.IsNull(KnownMetrics.Parse(name).Score(default), name);
        }
    }

    [TestMethod]
    [DataRow(10, 4, 3, 2, (0.4 + 0.625) / 2, 0.4)] // foreground 2 of 5, background 5 of 8
    [DataRow(10, 4, 4, 4, 1.0, 1.0)] // equal
    [DataRow(10, 4, 6, 0, 0.0, 0.0)] // exchanged
    [DataRow(10, 4, 0, 0, 0.3, 0.0)] // one is empty: background 6 of 10
    [DataRow(10, 10, 10, 10, 0.5, 1.0)] // both full: the background's term is 0
    [DataRow(10, 10, 9, 9, 0.45, 0.9)] // one is full: background 0 of 1
    public void Score_MiouAndNhd_AreTheOverlapsOfBothClassesAndOfTheForeground(
        int pixels, int unperturbed, int perturbed, int intersection, double miou, double nhd)
    {
        PairCounts counts = new()
        {
            Pixels = pixels,
            Unperturbed = unperturbed,
            Perturbed = perturbed,
            Intersection = intersection,
        };
        Assert.AreEqual(miou, KnownMetrics.Parse("miou").Score(counts)!.Value, 1e-15);
        Assert.AreEqual(nhd, KnownMetrics.Parse("nhd").Score(counts)!.Value, 1e-15);
    }

    [TestMethod]
    public void Measures_OfEachMetric_SufficeForItsScore()
    {
        float[] u = [0.9f, 0.8f, 0.2f, 0.6f, 0.1f];
        float[] p = [0.7f, 0.4f, 0.1f, 0.55f, 0.3f];
        const PairMeasures everything = (PairMeasures)31;
        foreach (ConsistencyMetric metric in OfPixels)
        {
            double? alone = metric.Score(PairCounter.Count(u, p, 0.5f, metric.Measures));
            Assert.AreEqual(metric.Score(PairCounter.Count(u, p, 0.5f, everything)), alone, metric.Name);
            Assert.IsGreaterThan(0.01, alone!.Value, metric.Name);
        }
    }

    [TestMethod]
    public void Score_PartsOfAnImage_AddUpToTheImages()
    {
        Random random = new(5);
        double[] u = [.. Enumerable.Range(0, 1000).Select(_ => random.NextDouble())];
        double[] p = [.. Enumerable.Range(0, 1000).Select(_ => random.NextDouble())];
        const PairMeasures everything = (PairMeasures)31;
        PairCounts whole = PairCounter.Count(u, p, 0.5, everything);
        PairCounts parts = PairCounter.Count(u.AsSpan(0, 333), p.AsSpan(0, 333), 0.5, everything)
            + PairCounter.Count(u.AsSpan(333), p.AsSpan(333), 0.5, everything);
        foreach (ConsistencyMetric metric in OfPixels)
        {
            Assert.AreEqual(metric.Score(whole)!.Value, metric.Score(parts)!.Value, 1e-12, metric.Name);
        }
    }
}
