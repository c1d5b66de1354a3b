using BioZooCte.Reports.Html;

namespace BioZooCte.Tests.Reports.Html;

[TestClass]
public sealed class GrayPlaneTests
{
    [TestMethod]
    public void Shrink_ByTwo_IsTheMeanOfWhatIsThere()
    {
        GrayPlane plane = GrayPlane.Shrink([1, 2, 3, 5, 6, 7, 10, 20, 30], 3, 3, 2);

        Assert.AreEqual((2, 2), (plane.Height, plane.Width));
        CollectionAssert.AreEqual(new[] { 3.5f, 5f, 15f, 30f }, plane.Values);
    }

    [TestMethod]
    [DataRow(512, 100, 1)]
    [DataRow(513, 100, 2)]
    [DataRow(100, 1025, 3)]
    public void FactorFor_Size_FitsThePicture(int height, int width, int factor) =>
        Assert.AreEqual(factor, GrayPlane.FactorFor(height, width));
}
