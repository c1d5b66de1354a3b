using BioZooCte.Instances;

namespace BioZooCte.Tests.Instances;

[TestClass]
public sealed class ContingencyTableTests
{
    [TestMethod]
    public void Of_SixPixels_CountsThePairs()
    {
        ContingencyTable table = ContingencyTable.Of([0, 1, 1, 2, 2, 1], [0, 1, 1, 1, 3, 1]);

        CollectionAssert.AreEqual(
            new LabelOverlap[] { new(0, 0, 1), new(1, 1, 3), new(2, 1, 1), new(2, 3, 1) }, table.Overlaps);
        CollectionAssert.AreEqual(new LabelSize[] { new(0, 1), new(1, 3), new(2, 2) }, table.FirstSizes);
        CollectionAssert.AreEqual(new LabelSize[] { new(0, 1), new(1, 4), new(3, 1) }, table.SecondSizes);
        Assert.AreEqual(6, table.Pixels);
    }

    [TestMethod]
    [DataRow(1, 1, 300, 5)]
    [DataRow(1, 31, 67, 2)]
    [DataRow(4, 9, 33, 3)]
    [DataRow(1, 64, 64, 100_000)]
    public void OfForeground_Noise_EqualsAPlainLoop(int depth, int height, int width, int highest)
    {
        GridSize grid = new(depth, height, width);
        for (int seed = 0; seed < 4; seed++)
        {
            int[] first = TestImages.RandomLabels(grid, highest, seed);
            int[] second = TestImages.RandomLabels(grid, highest, seed + 100);
            foreach (bool withoutBand in new[] { true, false })
            {
                ContingencyTable table = ContingencyTable.OfForeground(first, second, grid, withoutBand);
                LabelOverlap[] expected = Count(first, second, grid, withoutBand);
                CollectionAssert.AreEqual(expected, table.Overlaps, $"seed {seed}, without band: {withoutBand}");
            }
        }
    }

    [TestMethod]
    public void OfForeground_EveryWidth_EqualsAPlainLoop()
    {
        for (int width = 1; width <= 67; width++)
        {
            GridSize grid = new(2, 3, width);
            int[] first = TestImages.RandomLabels(grid, 1, width);
            int[] second = TestImages.RandomLabels(grid, 1, width + 100);
            foreach (bool withoutBand in new[] { true, false })
            {
                CollectionAssert.AreEqual(
                    Count(first, second, grid, withoutBand),
                    ContingencyTable.OfForeground(first, second, grid, withoutBand).Overlaps,
                    $"width {width}, without band: {withoutBand}");
            }
        }
    }

    [TestMethod]
    public void WithoutFirst_OneLabel_LeavesItsPixelsOut()
    {
        ContingencyTable table = ContingencyTable.Of([0, 1, 2], [1, 1, 1]).WithoutFirst(0, 2);

        Assert.AreEqual(1, table.Pixels);
        CollectionAssert.AreEqual(new LabelSize[] { new(1, 1) }, table.SecondSizes);
    }

    private static LabelOverlap[] Count(int[] first, int[] second, GridSize grid, bool withoutBand) =>
        [.. Enumerable.Range(0, first.Length)
            .Where(i => (first[i] != 0 || second[i] != 0) && (!withoutBand || IsInside(first, grid, i)))
            .GroupBy(i => (first[i], second[i])).OrderBy(group => group.Key)
            .Select(group => new LabelOverlap(group.Key.Item1, group.Key.Item2, group.Count()))];

    private static bool IsInside(int[] labels, GridSize grid, int pixel) =>
        TestImages.Beside(grid, pixel, PixelNeighbours.Faces).All(other => labels[other] == labels[pixel]);
}
