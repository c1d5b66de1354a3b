using BioZooCte.Images.Png;

namespace BioZooCte.Tests.Images.Png;

[TestClass]
public sealed class PngFilterTests
{
    /// <summary>
    /// Row 10 20 30 above 7 9 40, one byte a pixel: worked out by the definition of each filter.
    /// </summary>
    [TestMethod]
    [DataRow(0, new byte[] { 10, 20, 30 }, new byte[] { 10, 20, 30 })]
    [DataRow(1, new byte[] { 10, 10, 10 }, new byte[] { 10, 20, 30 })]
    [DataRow(2, new byte[] { 3, 11, 246 }, new byte[] { 10, 20, 30 })]
    [DataRow(3, new byte[] { 7, 11, 0 }, new byte[] { 10, 20, 30 })]
    [DataRow(4, new byte[] { 3, 10, 246 }, new byte[] { 10, 20, 30 })]
    public void Undo_EachFilter_GivesTheRow(int type, byte[] filtered, byte[] row)
    {
        byte[] above = [7, 9, 40];
        byte[] found = [.. filtered];

        PngFilter.Undo(type, found, above, distance: 1);

        CollectionAssert.AreEqual(row, found);
        byte[] again = new byte[3];
        PngFilter.Apply(type, row, above, distance: 1, again);
        CollectionAssert.AreEqual(filtered, again);
    }
}
