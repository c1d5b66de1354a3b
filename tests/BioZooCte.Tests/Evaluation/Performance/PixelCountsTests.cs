using BioZooCte.Evaluation.Performance;

namespace BioZooCte.Tests.Evaluation.Performance;

[TestClass]
public sealed class PixelCountsTests
{
    [TestMethod]
    public void Of_FourPixels_CountsEachKind()
    {
        PixelCounts counts = PixelCounts.Of([0.9f, 0.8f, 0.5f, 0.1f, float.NaN], [7, 0, 2, 0, 0]);

        Assert.AreEqual(new PixelCounts(1, 1, 1, 2), counts);
        Assert.AreEqual(0.5, counts.F1);
        Assert.AreEqual(1 / 3.0, counts.IntersectionOverUnion);
        Assert.AreEqual(4 / 6.0, counts.BackgroundF1);
    }

    [TestMethod]
    public void Of_ProbabilityAtTheThreshold_IsForegroundOnlyIfIncluded()
    {
        Assert.AreEqual(0, PixelCounts.Of([0.5f], [1]).TruePositives);
        Assert.AreEqual(1, PixelCounts.Of([0.5f], [1], includesThreshold: true).TruePositives);
    }

    [TestMethod]
    public void F1_NoForegroundAnywhere_IsNotDefined()
    {
        PixelCounts counts = PixelCounts.Of([0.1f], [0]);

        Assert.IsNull(counts.F1);
        Assert.IsNull(counts.IntersectionOverUnion);
        Assert.AreEqual(1, counts.BackgroundF1);
    }

    [TestMethod]
    public void Of_OtherNumberOfLabels_IsRefused() =>
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => PixelCounts.Of([0.1f], [0, 1]));
}
