using BioZooCte.Instances;

namespace BioZooCte.Tests.Instances;

[TestClass]
public sealed class HolesTests
{
    [TestMethod]
    public void Fill_HoleInsideOneLabel_BecomesPartOfIt()
    {
        (int[] labels, GridSize grid) = TestImages.Labels(".....", ".111.", ".1.1.", ".111.");

        Holes.Fill(labels, grid);

        CollectionAssert.AreEqual(TestImages.Labels(".....", ".111.", ".111.", ".111.").Labels, labels);
    }

    [TestMethod]
    public void Fill_HoleBetweenTwoLabels_StaysOpen()
    {
        (int[] labels, GridSize grid) = TestImages.Labels("112", "1.2", "112");
        int[] before = [.. labels];

        Holes.Fill(labels, grid);

        CollectionAssert.AreEqual(before, labels);
    }

    [TestMethod]
    public void Fill_BayAtTheFrame_StaysOpen()
    {
        (int[] labels, GridSize grid) = TestImages.Labels("1.1", "111");
        int[] before = [.. labels];

        Holes.Fill(labels, grid);

        CollectionAssert.AreEqual(before, labels);
    }

    [TestMethod]
    public void Fill_CavityOfAVolume_IsFilledOnlyIfClosedAlongZ()
    {
        GridSize grid = new(3, 3, 3);
        int[] closed = [.. Enumerable.Repeat(4, 27)];
        closed[13] = 0;
        int[] open = [.. closed];
        open[4] = 0;

        Holes.Fill(closed, grid);
        Holes.Fill(open, grid);

        Assert.AreEqual(4, closed[13]);
        Assert.AreEqual(0, open[13]);
    }

    [TestMethod]
    public void Remove_SmallLabels_NumbersTheOthersAnew()
    {
        int[] labels = [1, 2, 2, 0, 3, 3];

        Assert.AreEqual(2, SmallObjects.Remove(labels, 3, 2));
        CollectionAssert.AreEqual(new[] { 0, 1, 1, 0, 2, 2 }, labels);
    }

    [TestMethod]
    public void Remove_LabelWithoutPixels_IsNotCounted()
    {
        int[] labels = [1, 3];

        Assert.AreEqual(2, SmallObjects.Remove(labels, 3, 0));
        CollectionAssert.AreEqual(new[] { 1, 2 }, labels);
    }
}
