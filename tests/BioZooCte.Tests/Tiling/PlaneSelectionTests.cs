using BioZooCte.Tiling;

namespace BioZooCte.Tests.Tiling;

[TestClass]
public sealed class PlaneSelectionTests
{
    [TestMethod]
    public void Choose_All_IsEachSliceOfEachFrame()
    {
        CollectionAssert.AreEqual(
            new[] { (0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2) },
            PlaneSelection.All.Choose(frames: 2, slices: 3).ToArray());
        CollectionAssert.AreEqual(new[] { (0, 0) }, default(PlaneSelection).Choose(1, 1).ToArray());
    }

    [TestMethod]
    [DataRow(1, 5, 0, 2)]
    [DataRow(1, 4, 0, 2)]
    [DataRow(4, 1, 2, 0)]
    public void Choose_Middle_IsHalfTheLength(int frames, int slices, int frame, int slice)
    {
        CollectionAssert.AreEqual(
            new[] { (frame, slice) }, PlaneSelection.Middle.Choose(frames, slices).ToArray());
    }

    [TestMethod]
    public void Choose_Single_CountsFramesBeforeSlices()
    {
        CollectionAssert.AreEqual(
            new[] { (1, 2) }, PlaneSelection.Single(5).Choose(frames: 2, slices: 3).ToArray());
        Assert.IsEmpty(PlaneSelection.Single(6).Choose(frames: 2, slices: 3));
        Assert.AreEqual(
            "all middle 5", $"{PlaneSelection.All} {PlaneSelection.Middle} {PlaneSelection.Single(5)}");
    }
}
