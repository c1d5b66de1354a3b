using BioZooCte.Tensors;
using BioZooCte.Tiling;

namespace BioZooCte.Tests.Tiling;

[TestClass]
public sealed class OutputAxisGeometryTests
{
    [TestMethod]
    [DataRow(1.0, 0.0, 100, 100)]
    [DataRow(0.5, 0.0, 101, 50)]
    [DataRow(2.0, 0.0, 100, 200)]
    [DataRow(1.0, -184.0, 572, 388)]
    [DataRow(0.3 / 0.1, 0.0, 10, 30)]
    public void SizeFor_Input_IsScaledAndShifted(double ratio, double offset, int input, int output)
    {
        Assert.AreEqual(output, new OutputAxisGeometry("y", 2, ratio, offset, 0).SizeFor(input));
    }

    [TestMethod]
    public void SizeFor_NoInputAxis_IsFixed()
    {
        Assert.AreEqual(3, new OutputAxisGeometry("channel", -1, 1, 0, 3).SizeFor(100));
    }

    [TestMethod]
    [DataRow(1.0, 0.0, 7, 7)]
    [DataRow(0.5, 0.0, 7, 4)]
    [DataRow(2.0, 0.0, 7, 14)]
    [DataRow(1.0, -184.0, 92, 0)]
    [DataRow(1.0, -184.0, 100, 8)]
    [DataRow(1.0, -184.0, 5, 0)]
    public void ElementFrom_Position_IsTheFirstElementThereOrAfter(double ratio, double offset, int position, int element)
    {
        OutputAxisGeometry axis = new("y", 2, ratio, offset, 0);

        Assert.AreEqual(element, axis.ElementFrom(position));
        Assert.IsTrue(element == 0 || axis.PositionOf(element) >= position);
    }

    /// <summary>
    /// A network of valid convolutions, in tiles: every element of the whole output comes from one tile.
    /// </summary>
    [TestMethod]
    [DataRow(1.0, -20, 16, 0)]
    [DataRow(1.0, -20, 16, 12)]
    [DataRow(0.5, 0, 16, 8)]
    [DataRow(2.0, 0, 16, 8)]
    [DataRow(1.0, 0, 16, 0)]
    public void OwnedBy_Tiles_CoverTheOutputOnceInsideEachTile(double ratio, int offset, int alignment, int halo)
    {
        const int Length = 96;
        for (int size = 40; size < 400; size++)
        {
            AxisTiling axis = AxisTiling.Cut(size, Length, alignment, halo, lost: -offset);
            TileGrid grid = new(TensorShape.Of("x", size), [axis]);
            OutputGeometry output = new(0, [new OutputAxisGeometry("x", 0, ratio, offset, 0)]);
            int next = 0;
            for (int k = 0; k < grid.Count; k++)
            {
                TensorRegion owned = output.OwnedBy(grid[k], grid);
                TensorRegion inTile = output.InTile(owned, grid[k]);
                Assert.AreEqual(next, owned[0].Start, $"size {size}, tile {k}");
                Assert.IsTrue(inTile.IsInside, $"size {size}, tile {k}: {inTile} of {inTile.Whole}");
                next = owned[0].End;
            }

            Assert.AreEqual(output.ShapeOf(grid)[0].Size, next, $"size {size}");
        }
    }
}
