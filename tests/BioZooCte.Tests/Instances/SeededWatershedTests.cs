using BioZooCte.Instances;

namespace BioZooCte.Tests.Instances;

[TestClass]
public sealed class SeededWatershedTests
{
    [TestMethod]
    public void Grow_RidgeBetweenTwoSeeds_IsWhereTheyMeet()
    {
        float[] relief = [0, 1, 2, 9, 3, 1, 0];
        int[] labels = [5, 0, 0, 0, 0, 0, 7];

        SeededWatershed.Grow<float>(relief, new GridSize(1, 1, 7), PixelNeighbours.Faces, labels);

        CollectionAssert.AreEqual(new[] { 5, 5, 5, 5, 7, 7, 7 }, labels);
    }

    [TestMethod]
    public void Grow_OutsideBetween_IsNotCrossed()
    {
        int[] labels = [1, 0, -1, 0, 0];

        SeededWatershed.Grow<int>([0, 0, 0, 0, 0], new GridSize(1, 1, 5), PixelNeighbours.Faces, labels);

        CollectionAssert.AreEqual(new[] { 1, 1, 0, 0, 0 }, labels);
    }

    [TestMethod]
    public void Grow_EndOfARow_IsNotBesideTheNext()
    {
        int[] labels = [0, 1, 0, -1];

        SeededWatershed.Grow<int>([0, 0, 0, 0], new GridSize(1, 2, 2), PixelNeighbours.Faces, labels);

        CollectionAssert.AreEqual(new[] { 1, 1, 1, 0 }, labels);
        labels = [-1, 1, 0, -1];
        SeededWatershed.Grow<int>([0, 0, 0, 0], new GridSize(1, 2, 2), PixelNeighbours.Faces, labels);
        CollectionAssert.AreEqual(new[] { 0, 1, 0, 0 }, labels);
        labels = [-1, 1, 0, -1];
        SeededWatershed.Grow<int>([0, 0, 0, 0], new GridSize(1, 2, 2), PixelNeighbours.Edges, labels);
        CollectionAssert.AreEqual(new[] { 0, 1, 1, 0 }, labels);
    }

    [TestMethod]
    [DataRow(1, 14, 19, 1)]
    [DataRow(1, 14, 19, 2)]
    [DataRow(4, 6, 7, 1)]
    [DataRow(4, 6, 7, 3)]
    public void Grow_DistinctHeights_EqualsAPlainFlooding(int depth, int height, int width, int neighbours)
    {
        GridSize grid = new(depth, height, width);
        for (int seed = 0; seed < 5; seed++)
        {
            double[] relief = [.. Enumerable.Range(0, grid.Pixels).Select(i => (double)i)];
            new Random(seed).Shuffle(relief);
            bool[] mask = TestImages.Mask(grid, 0.85, seed);
            int[] labels = [.. mask.Select((inside, i) => !inside ? -1 : relief[i] % 23 == 0 ? i + 1 : 0)];
            int[] expected = Flood(relief, grid, (PixelNeighbours)neighbours, labels);

            SeededWatershed.Grow<double>(relief, grid, (PixelNeighbours)neighbours, labels);

            CollectionAssert.AreEqual(expected, labels, $"seed {seed}");
        }
    }

    [TestMethod]
    public void Grow_SeedBetweenTwoPlaces_FloodsEachFromItsOwnSeeds()
    {
        // The seed 1 touches both sides; on the right 2 comes first, whatever happens on the left.
        int[] relief = [3, 3, 5, 4, 4, 1];
        int[] labels = [0, 0, 1, 0, 0, 2];

        SeededWatershed.Grow<int>(relief, new GridSize(1, 1, 6), PixelNeighbours.Faces, labels);

        CollectionAssert.AreEqual(new[] { 1, 1, 1, 2, 2, 2 }, labels);
    }

    [TestMethod]
    [DataRow(1, 14, 19, 1)]
    [DataRow(1, 14, 19, 2)]
    [DataRow(4, 6, 7, 1)]
    [DataRow(4, 6, 7, 3)]
    public void Grow_SeedAtEveryCorner_StaysInsideTheImage(int depth, int height, int width, int neighbours)
    {
        // All else is outside but for the seeds' neighbours, so nothing may come from another corner.
        GridSize grid = new(depth, height, width);
        int[] labels = [.. Enumerable.Repeat(-1, grid.Pixels)];
        int[] expected = new int[grid.Pixels];
        (int Z, int Y, int X)[] corners = [.. TestImages.Places(grid).Where(p =>
            p.Z % Math.Max(1, depth - 1) == 0 && p.Y % (height - 1) == 0 && p.X % (width - 1) == 0)];
        for (int i = 0; i < corners.Length; i++)
        {
            int corner = (((corners[i].Z * height) + corners[i].Y) * width) + corners[i].X;
            labels[corner] = expected[corner] = i + 1;
            foreach (int other in TestImages.Beside(grid, corner, (PixelNeighbours)neighbours))
            {
                labels[other] = 0;
                expected[other] = i + 1;
            }
        }

        SeededWatershed.Grow<int>(new int[grid.Pixels], grid, (PixelNeighbours)neighbours, labels);

        CollectionAssert.AreEqual(expected, labels);
    }

    [TestMethod]
    public void Grow_LargePlace_EqualsThePlainFlooding()
    {
        GridSize grid = new(1, 600, 600);
        double[] relief = [.. Enumerable.Range(0, grid.Pixels).Select(i => (double)i)];
        new Random(9).Shuffle(relief);
        int[] labels = [.. relief.Select((height, i) => height % 997 == 0 ? i + 1 : 0)];
        int[] expected = Flood(relief, grid, PixelNeighbours.Faces, labels);

        SeededWatershed.Grow<double>(relief, grid, PixelNeighbours.Faces, labels);

        CollectionAssert.AreEqual(expected, labels);
    }

    [TestMethod]
    public void Grow_NaNThatIsReached_IsRefusedWithItsPlace()
    {
        ArgumentException error = Assert.ThrowsExactly<ArgumentException>(() => SeededWatershed.Grow<float>(
            [0, float.NaN, float.NaN], new GridSize(1, 1, 3), PixelNeighbours.Faces, [1, 0, -1]));

        Assert.AreEqual("The relief's pixel 1 is not a number (NaN); expected numbers.", error.Message);
    }

    [TestMethod]
    public void Grow_OneLabelAround_FillsThatPlaceAloneAndStaysOrderedInTheNext()
    {
        // The first place touches 4 twice; the second, which is flooded in the same memory, touches 4 and 6.
        float[] relief = [7, 1, 9, 0, 3, 8, 2, 1];
        int[] labels = [4, 0, 0, 4, 0, 0, 0, 6];

        SeededWatershed.Grow<float>(relief, new GridSize(1, 1, 8), PixelNeighbours.Faces, labels);

        CollectionAssert.AreEqual(new[] { 4, 4, 4, 4, 4, 6, 6, 6 }, labels);
    }

    private static int[] Flood(double[] relief, GridSize grid, PixelNeighbours neighbours, int[] seeds)
    {
        int[] labels = [.. seeds];
        SortedDictionary<double, int> open = [];
        for (int pixel = 0; pixel < labels.Length; pixel++)
        {
            if (labels[pixel] > 0)
            {
                open.Add(relief[pixel], pixel);
            }
        }

        while (open.Count > 0)
        {
            (double value, int pixel) = open.First();
            open.Remove(value);
            foreach (int other in TestImages.Beside(grid, pixel, neighbours).Where(other => labels[other] == 0))
            {
                labels[other] = labels[pixel];
                open.Add(relief[other], other);
            }
        }

        return [.. labels.Select(label => Math.Max(0, label))];
    }
}
