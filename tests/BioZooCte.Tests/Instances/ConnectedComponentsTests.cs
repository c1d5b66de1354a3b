using BioZooCte.Instances;

namespace BioZooCte.Tests.Instances;

[TestClass]
public sealed class ConnectedComponentsTests
{
    [TestMethod]
    public void Label_TwoCorners_AreOneOnlyAcrossCorners()
    {
        (int[] pixels, GridSize grid) = TestImages.Labels("1.", ".1");
        bool[] mask = [.. pixels.Select(p => p > 0)];
        int[] labels = new int[4];

        Assert.AreEqual(2, ConnectedComponents.Label(mask, grid, PixelNeighbours.Faces, labels));
        CollectionAssert.AreEqual(new[] { 1, 0, 0, 2 }, labels);
        Assert.AreEqual(1, ConnectedComponents.Label(mask, grid, PixelNeighbours.Edges, labels));
        CollectionAssert.AreEqual(new[] { 1, 0, 0, 1 }, labels);
    }

    [TestMethod]
    public void Label_ArmsThatMeetBelow_AreOne()
    {
        (int[] pixels, GridSize grid) = TestImages.Labels("1.1.1", "1.1.1", "11111");
        int[] labels = new int[15];

        int count = ConnectedComponents.Label([.. pixels.Select(p => p > 0)], grid, PixelNeighbours.Faces, labels);

        Assert.AreEqual(1, count);
        CollectionAssert.AreEqual(pixels, labels);
    }

    [TestMethod]
    public void LabelEqual_OneLabelInTwoPlaces_IsTwo()
    {
        (int[] pixels, GridSize grid) = TestImages.Labels("1122", "3311");
        int[] labels = new int[8];

        Assert.AreEqual(4, ConnectedComponents.LabelEqual(pixels, grid, PixelNeighbours.Faces, labels));
        CollectionAssert.AreEqual(new[] { 1, 1, 2, 2, 3, 3, 4, 4 }, labels);
    }

    [TestMethod]
    public void LabelEqual_TouchingRunsOfTheSameLabelAcrossACorner_AreOne()
    {
        (int[] pixels, GridSize grid) = TestImages.Labels("12", "21");

        Assert.AreEqual(2, ConnectedComponents.LabelEqual(pixels, grid, PixelNeighbours.Edges, new int[4]));
    }

    [TestMethod]
    [DataRow(1, 17, 23, 1)]
    [DataRow(1, 17, 23, 2)]
    [DataRow(5, 7, 9, 1)]
    [DataRow(5, 7, 9, 2)]
    [DataRow(5, 7, 9, 3)]
    [DataRow(1, 1, 40, 1)]
    [DataRow(1, 40, 1, 2)]
    public void Label_Noise_EqualsPlainFilling(int depth, int height, int width, int neighbours)
    {
        GridSize grid = new(depth, height, width);
        for (int seed = 0; seed < 6; seed++)
        {
            int[] values = TestImages.RandomLabels(grid, 3, seed);
            int[] labels = new int[grid.Pixels];
            int count = ConnectedComponents.LabelEqual(values, grid, (PixelNeighbours)neighbours, labels);
            (int[] expected, int expectedCount) = Fill(values, grid, (PixelNeighbours)neighbours);
            Assert.AreEqual(expectedCount, count);
            CollectionAssert.AreEqual(expected, labels);
        }
    }

    [TestMethod]
    public void Label_NoPixels_IsNone() => Assert.AreEqual(
        0, ConnectedComponents.Label([], new GridSize(1, 0, 0), PixelNeighbours.Faces, []));

    [TestMethod]
    public void Label_MaskOfAnotherSize_IsRefused() => Assert.ThrowsExactly<ArgumentOutOfRangeException>(
        () => ConnectedComponents.Label(new bool[3], new GridSize(1, 2, 2), PixelNeighbours.Faces, new int[4]));

    private static (int[] Labels, int Count) Fill(int[] values, GridSize grid, PixelNeighbours neighbours)
    {
        int[] labels = new int[values.Length];
        int count = 0;
        Stack<int> open = [];
        for (int start = 0; start < values.Length; start++)
        {
            if (values[start] == 0 || labels[start] != 0)
            {
                continue;
            }

            labels[start] = ++count;
            open.Push(start);
            while (open.TryPop(out int pixel))
            {
                foreach (int other in TestImages.Beside(grid, pixel, neighbours))
                {
                    if (values[other] == values[start] && labels[other] == 0)
                    {
                        labels[other] = count;
                        open.Push(other);
                    }
                }
            }
        }

        return (labels, count);
    }
}
