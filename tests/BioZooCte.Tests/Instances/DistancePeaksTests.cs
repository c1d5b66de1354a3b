using BioZooCte.Instances;

namespace BioZooCte.Tests.Instances;

[TestClass]
public sealed class DistancePeaksTests
{
    private static readonly int[] TwoHills = [1, 4, 1, 4, 9, 4, 1];

    [TestMethod]
    public void Mark_ValleyAsDeepAsTheProminence_KeepsBothPeaks()
    {
        // The lower peak is at distance 2, the valley at 1.
        CollectionAssert.AreEqual(new[] { 0, 1, 0, 0, 2, 0, 0 }, Mark(TwoHills, new GridSize(1, 1, 7), 1, 2));
    }

    [TestMethod]
    public void Mark_ValleyThatIsTooShallow_LeavesTheHigherPeak() =>
        CollectionAssert.AreEqual(new[] { 0, 0, 0, 0, 1, 0, 0 }, Mark(TwoHills, new GridSize(1, 1, 7), 1.01, 1));

    [TestMethod]
    public void Mark_Plateau_HasOnePeakAtItsFirstPixel() =>
        CollectionAssert.AreEqual(new[] { 1, 0, 0, 0 }, Mark([4, 4, 4, 4], new GridSize(1, 2, 2), 1, 1));

    [TestMethod]
    public void Mark_PlacesThatDoNotTouch_HaveAPeakEach() =>
        CollectionAssert.AreEqual(new[] { 1, 0, 0, 2 }, Mark([1, 0, 0, 1], new GridSize(1, 2, 2), 5, 2));

    [TestMethod]
    public void Mark_NoProminence_IsRefused() => Assert.ThrowsExactly<ArgumentOutOfRangeException>(
        () => DistancePeaks.Mark([1], new GridSize(1, 1, 1), 0, new int[1]));

    private static int[] Mark(int[] squared, GridSize grid, double prominence, int expected)
    {
        int[] seeds = new int[squared.Length];
        Assert.AreEqual(expected, DistancePeaks.Mark(squared, grid, prominence, seeds));
        return seeds;
    }
}
