using BioZooCte.Evaluation.Performance;
using BioZooCte.Instances;

namespace BioZooCte.Tests.Evaluation.Performance;

[TestClass]
public sealed class ObjectMatchingTests
{
    [TestMethod]
    public void CountAt_ObjectInTwoEqualHalves_MatchesOneOfThem()
    {
        ObjectMatching matching = new(ContingencyTable.Of([1, 1, 1, 1], [1, 1, 2, 2]));

        Assert.AreEqual(new MatchCounts(1, 1, 0), matching.CountAt(0.5));
        Assert.AreEqual(new MatchCounts(0, 2, 1), matching.CountAt(0.55));
        Assert.AreEqual(new MatchCounts(0, 2, 1), matching.CountAbove(0.5));
        Assert.AreEqual(0.05, matching.MeanAveragePrecision!.Value, 1e-15);
    }

    [TestMethod]
    public void CountAt_TwoHalvesOfOnePrediction_MatchOneOfThem()
    {
        ObjectMatching matching = new(ContingencyTable.Of([1, 1, 2, 2], [1, 1, 1, 1]));

        Assert.AreEqual(new MatchCounts(1, 0, 1), matching.CountAt(0.5));
    }

    [TestMethod]
    public void CountAt_BelowAHalf_IsRefused()
    {
        ObjectMatching matching = new(ContingencyTable.Of([1], [1]));

        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => matching.CountAt(0.3));
    }

    [TestMethod]
    public void Panoptic_OneOfTwoFound_IsItsOverlapTimesTheShareFound()
    {
        // IoU 3/4; TP 1, FN 1: RQ = 1 / 1.5.
        PanopticQuality quality = new ObjectMatching(
            ContingencyTable.Of([1, 1, 1, 1, 2], [5, 5, 5, 0, 0])).Panoptic();

        Assert.AreEqual(0.75, quality.SegmentationQuality);
        Assert.AreEqual(2 / 3.0, quality.RecognitionQuality!.Value, 1e-15);
        Assert.AreEqual(0.5, quality.Quality!.Value, 1e-15);
    }
}
