using BioZooCte.Consistency;
using BioZooCte.Predictions;
using BioZooCte.Tensors;
using BioZooCte.Tiling;

namespace BioZooCte.Tests.Consistency;

[TestClass]
public sealed class ImageCountsTests
{
    private const int Rows = 150;
    private const int Columns = 290;
    private const PairMeasures Measures = PairMeasures.Entropy | PairMeasures.Difference | PairMeasures.EffectiveInvariance;

    private static readonly TensorShape Sample = TensorShape.Of("yx", Rows, Columns);
    private static readonly OutputGeometry Output = new(0, [new("y", 0, 1, 0, 0), new("x", 1, 1, 0, 0)]);

    [TestMethod]
    public void Add_TilesInAnyOrder_GivesTheSameBits()
    {
        BlockGrid grid = new(Sample, Output);
        TileCounts[] tiles = [.. Tiles(grid)];
        ImageCounts inOrder = Sum(grid, tiles, [.. Enumerable.Range(0, tiles.Length)]);
        Random random = new(3);
        for (int i = 0; i < 5; i++)
        {
            int[] order = [.. Enumerable.Range(0, tiles.Length)];
            random.Shuffle(order);
            ImageCounts shuffled = Sum(grid, tiles, order);
            Assert.AreEqual(tiles.Length, shuffled.TilesDone);
            CollectionAssert.AreEqual(inOrder.Blocks(0).ToArray(), shuffled.Blocks(0).ToArray());
            CollectionAssert.AreEqual(inOrder.Classes(0).ToArray(), shuffled.Classes(0).ToArray());
        }
    }

    [TestMethod]
    public void Add_AllTiles_CountsEachPixelInItsBlock()
    {
        BlockGrid grid = new(Sample, Output);
        TileCounts[] tiles = [.. Tiles(grid)];
        ImageCounts counts = Sum(grid, tiles, [.. Enumerable.Range(0, tiles.Length)]);
        CollectionAssert.AreEqual(
            new long[] { 128 * 128, 128 * 128, 128 * 34, 22 * 128, 22 * 128, 22 * 34 },
            counts.Blocks(0).Select(b => b.Pixels).ToArray());
        PairCounts whole = PairCounter.Count(
            Map(7).AsSpan<float>(), Map(8).AsSpan<float>(), 0.5f, Measures);
        PairCounts sum = default;
        foreach (PairCounts block in counts.Blocks(0))
        {
            sum += block;
        }

        Assert.AreEqual(whole.Unperturbed, sum.Unperturbed);
        Assert.AreEqual(whole.Perturbed, sum.Perturbed);
        Assert.AreEqual(whole.Intersection, sum.Intersection);
        Assert.AreEqual(whole.EntropySum, sum.EntropySum, 1e-8);
        Assert.AreEqual(whole.DifferenceSum, sum.DifferenceSum, 1e-8);
        Assert.AreEqual(whole.Pixels, counts.Classes(0).Single().Pixels);
        Assert.AreEqual(whole.Intersection, counts.Classes(0).Single().Intersection);
    }

    [TestMethod]
    public void RowsOf_OutputOfHalfTheSize_AreThoseOfTheImage()
    {
        OutputGeometry half = new(0, [new("y", 0, 0.5, 0, 0), new("x", 1, 0.5, 0, 0)]);
        BlockGrid grid = new(Sample, half);
        Assert.AreEqual(2, grid.Rows);
        Assert.AreEqual(3, grid.Columns);
        TensorRegion region = new(TensorShape.Of("yx", 75, 145), new AxisRange(62, 4), new AxisRange(126, 4));
        CollectionAssert.AreEqual(new[] { 0, 0, 1, 1 }, grid.RowsOf(region));
        CollectionAssert.AreEqual(new[] { 1, 1, 2, 2 }, grid.ColumnsOf(region));
    }

    private static ImageCounts Sum(BlockGrid grid, TileCounts[] tiles, int[] order)
    {
        ImageCounts counts = new(grid, 1, 1);
        foreach (int i in order)
        {
            counts.Add(i, tiles[i]);
        }

        return counts;
    }

    private static IEnumerable<TileCounts> Tiles(BlockGrid grid)
    {
        AxisTensor u = Map(7);
        AxisTensor p = Map(8);
        for (int y = 0; y < Rows; y += 40)
        {
            for (int x = 0; x < Columns; x += 100)
            {
                TensorRegion region = new(
                    Sample, new AxisRange(y, Math.Min(40, Rows - y)), new AxisRange(x, Math.Min(100, Columns - x)));
                ForegroundMaps unperturbed = Maps(u, region);
                TileCounts tile = new(grid, region, pairs: 1, unperturbed.Classes.Length);
                tile.Count(0, unperturbed, Maps(p, region), 0.5f, Measures);
                yield return tile;
            }
        }
    }

    private static ForegroundMaps Maps(AxisTensor map, TensorRegion region)
    {
        AxisTensor crop = RegionCopy.Crop(map, region);
        return new ForegroundMaps(crop, [crop], region);
    }

    private static AxisTensor Map(int seed)
    {
        Random random = new(seed);
        AxisTensor tensor = new(Sample, ElementType.Float32);
        foreach (ref float value in tensor.AsSpan<float>())
        {
            value = random.NextSingle();
        }

        return tensor;
    }
}
