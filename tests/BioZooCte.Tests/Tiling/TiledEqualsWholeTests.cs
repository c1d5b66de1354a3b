using BioZooCte.Tensors;
using BioZooCte.Tiling;

namespace BioZooCte.Tests.Tiling;

/// <summary>
/// A network that looks around as far as its halo, and at blocks of its step, gives the same in tiles as in one
/// piece, whatever the image's size.
/// </summary>
[TestClass]
public sealed class TiledEqualsWholeTests
{
    [TestMethod]
    [DataRow(8, 16, 64, 32, 1.0, 0)]
    [DataRow(8, 48, 128, 128, 1.0, 0)]
    [DataRow(1, 5, 20, 10, 1.0, 0)]
    [DataRow(16, 20, 112, 96, 1.0, 0)]
    [DataRow(8, 16, 64, 64, 0.5, 0)]
    [DataRow(4, 8, 48, 32, 2.0, 0)]
    [DataRow(4, 8, 48, 32, 1.0, -8)]
    public void Plan_AnySize_TiledEqualsWhole(int step, int halo, int tile, int min, double ratio, int offset)
    {
        for (int size = 1; size < 3 * tile; size += 13)
        {
            TensorShape shape = TensorShape.Of("bcyx", 1, 1, size, 40);
            ModelGeometry geometry = Geometry(min, step, halo, ratio, offset);
            AxisTensor image = Image(shape);
            AxisTensor whole = Run(geometry, image, TileSize.Whole, halo, step, out int wholeTiles);
            AxisTensor tiled = Run(geometry, image, TileSize.Of(tile), halo, step, out int tiles);
            Assert.AreEqual(1, wholeTiles);
            Assert.IsTrue(size <= Math.Max(tile, min) || tiles > 1, $"{size} is not cut.");
            Assert.AreEqual(whole.Shape, tiled.Shape);
            CollectionAssert.AreEqual(whole.AsSpan<float>().ToArray(), tiled.AsSpan<float>().ToArray(), $"size {size}");
        }
    }

    [TestMethod]
    public void Plan_Tiles_OwnEachPositionOnce()
    {
        TensorShape shape = TensorShape.Of("bcyx", 1, 1, 301, 517);
        TileGrid grid = TilePlanner.Plan(Geometry(64, 8, 16, 1, 0), shape, TileSize.Of(128)).Grid;
        int[] owners = new int[301 * 517];
        for (int i = 0; i < grid.Count; i++)
        {
            for (int y = grid[i].Owned[2].Start; y < grid[i].Owned[2].End; y++)
            {
                for (int x = grid[i].Owned[3].Start; x < grid[i].Owned[3].End; x++)
                {
                    owners[(y * 517) + x]++;
                }
            }

            Assert.AreEqual(0, grid[i].Input[2].Start % 8);
            Assert.AreEqual(0, grid[i].Input[3].Start % 8);
        }

        Assert.IsTrue(owners.All(o => o == 1));
    }

    private static ModelGeometry Geometry(int min, int step, int halo, double ratio, int offset)
    {
        AxisGeometry Cut(string id) => new()
        {
            Id = id,
            Lengths = new AxisLengths(min, step),
            IsCut = true,
            Alignment = step,
            Halo = offset < 0 ? 0 : halo,
            Lost = Math.Max(0, -offset),
        };

        AxisGeometry Single(string id) => new() { Id = id, Lengths = new AxisLengths(1, 0) };

        return new ModelGeometry
        {
            ModelId = "fake",
            Input = [Single("batch"), Single("channel"), Cut("y"), Cut("x")],
            Outputs =
            [
                new OutputGeometry(
                    0,
                    [
                        new OutputAxisGeometry("batch", -1, 1, 0, 1),
                        new OutputAxisGeometry("channel", -1, 1, 0, 1),
                        new OutputAxisGeometry("y", 2, ratio, offset, 0),
                        new OutputAxisGeometry("x", 3, ratio, offset, 0),
                    ]),
            ],
        };
    }

    private static AxisTensor Image(TensorShape shape)
    {
        AxisTensor image = new(shape, ElementType.Float32);
        Span<float> values = image.AsSpan<float>();
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (i * 7919 % 1009) + 1;
        }

        return image;
    }

    private static AxisTensor Run(
        ModelGeometry geometry, AxisTensor image, TileSize size, int halo, int step, out int tiles)
    {
        TileGrid grid = TilePlanner.Plan(geometry, image.Shape, size).Grid;
        OutputGeometry output = geometry.Outputs[0];
        AxisTensor result = new(output.ShapeOf(grid), ElementType.Float32);
        result.AsSpan<float>().Fill(float.NaN);
        for (int i = 0; i < grid.Count; i++)
        {
            TileFrame frame = TileFrame.Of(grid[i].Input);
            AxisTensor input = frame.Pad(RegionCopy.Crop(image, frame.Inside));
            Assert.AreEqual(grid[i].Input.Shape, input.Shape);
            AxisTensor given = FakeNetwork(input, output, halo, step);
            TensorRegion owned = output.OwnedBy(grid[i], grid);
            RegionCopy.Paste(RegionCopy.Crop(given, output.InTile(owned, grid[i])), result, owned);
        }

        tiles = grid.Count;
        return result;
    }

    /// <summary>
    /// Each output element: what is <c>reach</c> rows above and below its input position (0 outside the input, as
    /// padded convolutions see it), and the first row of its block of <c>step</c> rows.
    /// </summary>
    private static AxisTensor FakeNetwork(AxisTensor input, OutputGeometry output, int halo, int step)
    {
        AxisTensor result = new(output.ShapeFor(input.Shape), ElementType.Float32);
        int rows = input.Shape[2].Size;
        int columns = input.Shape[3].Size;
        int outputColumns = result.Shape[3].Size;
        int lost = (int)(-output.Axes[2].Offset / 2);
        int reach = lost > 0 ? lost : halo - step;
        for (int i = 0; i < result.Count; i++)
        {
            int y = (int)(i / outputColumns / output.Axes[2].Ratio) + lost;
            int x = (int)(i % outputColumns / output.Axes[3].Ratio) + lost;
            int block = lost > 0 ? y : y / step * step;
            result.AsSpan<float>()[i] = At(y - reach, x) + (2 * At(y + reach, x)) + (3 * At(block, x)) + (5 * At(y, x - lost));
        }

        return result;

        float At(int y, int x) =>
            y < 0 || y >= rows || x < 0 || x >= columns ? 0 : input.AsSpan<float>()[(y * columns) + x];
    }
}
