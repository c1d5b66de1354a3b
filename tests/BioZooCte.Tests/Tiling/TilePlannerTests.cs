using BioZooCte.Models;
using BioZooCte.Tensors;
using BioZooCte.Tiling;

namespace BioZooCte.Tests.Tiling;

[TestClass]
public sealed class TilePlannerTests
{
    [TestMethod]
    public void Plan_SmallImage_GoesWholePaddedToTheSmallestSize()
    {
        TilePlan plan = TilePlanner.Plan(Model(new AxisLengths(16, 16)), Sample(520, 696), TileSize.Auto);

        Assert.AreEqual(1, plan.Grid.Count);
        Assert.IsFalse(plan.ChangesResult);
        Assert.AreEqual("batch 1, channel 1, y 528, x 704", plan.Grid.TileShape.ToString());
        Assert.AreEqual("batch 0..1, channel 0..1, y 0..520, x 0..696", plan.Grid[0].Owned.ToString());
    }

    [TestMethod]
    public void Plan_ImageBelowTheMinimum_IsPaddedToIt()
    {
        TilePlan plan = TilePlanner.Plan(Model(new AxisLengths(64, 16)), Sample(20, 70), TileSize.Auto);

        Assert.AreEqual("batch 1, channel 1, y 64, x 80", plan.Grid.TileShape.ToString());
    }

    [TestMethod]
    public void Plan_LargeImage_IsCutIntoChosenTiles()
    {
        TilePlan plan = TilePlanner.Plan(
            Model(new AxisLengths(16, 16), halo: 32), Sample(2000, 2000), TileSize.Auto);

        Assert.AreEqual("batch 1, channel 1, y 512, x 512", plan.Grid.TileShape.ToString());

        // Origins 0, 448, 896, 1344 and the last at the first multiple of 16 from 1488 on.
        Assert.AreEqual(25, plan.Grid.Count);
        Assert.AreEqual(1488, plan.Grid[24].Input[3].Start);
        Assert.AreEqual(2000, plan.Grid.End(3));
        Assert.IsFalse(plan.ChangesResult);
    }

    [TestMethod]
    public void Plan_PassLargerThanATensor_IsRefused()
    {
        ModelRunException whole = Assert.ThrowsExactly<ModelRunException>(
            () => TilePlanner.Plan(Model(new AxisLengths(16, 16)), Sample(30_000, 30_000), TileSize.Whole));
        ModelRunException least = Assert.ThrowsExactly<ModelRunException>(
            () => TilePlanner.Plan(Model(new AxisLengths(100_000_000, 16)), Sample(256, 256), TileSize.Auto));

        Assert.Contains(
            "one pass would take an input of batch 1, channel 1, y 30000, x 30000; expected at most 268435456 elements: "
                + "cut the image into tiles (--tile auto)",
            whole.Message);
        Assert.Contains("y 100000000, x 100000000; expected at most 268435456 elements", least.Message);
    }

    [TestMethod]
    public void Plan_WholeAsked_IsOnePassOrRefused()
    {
        TilePlan plan = TilePlanner.Plan(Model(new AxisLengths(16, 16)), Sample(2000, 2000), TileSize.Whole);
        ModelRunException e = Assert.ThrowsExactly<ModelRunException>(
            () => TilePlanner.Plan(Model(new AxisLengths(256, 0)), Sample(300, 200), TileSize.Whole));

        Assert.AreEqual(1, plan.Grid.Count);
        Assert.AreEqual(
            "model: takes y 256, x 256 and the image has batch 1, channel 1, y 300, x 200; expected an image that "
                + "fits, or tiles (--tile auto)",
            e.Message);
    }

    [TestMethod]
    public void Plan_FixedSize_IsTiledAtIt()
    {
        TilePlan plan = TilePlanner.Plan(
            Model(new AxisLengths(128, 0), halo: 16), Sample(300, 100), TileSize.Auto);

        Assert.AreEqual("batch 1, channel 1, y 128, x 128", plan.Grid.TileShape.ToString());
        Assert.AreEqual(3, plan.Grid.Count);
    }

    [TestMethod]
    public void Plan_FixedSizeWithoutRoomForTheHalo_ChangesTheResult()
    {
        Assert.IsTrue(TilePlanner.Plan(
            Model(new AxisLengths(64, 0), halo: 40), Sample(300, 100), TileSize.Auto).ChangesResult);
    }

    [TestMethod]
    public void Plan_NetworkOverSpace_RunsWholeWhereItFitsElseSaysSo()
    {
        ModelGeometry model = Model(new AxisLengths(16, 16)) with { IsGlobal = true };

        Assert.AreEqual(1, TilePlanner.Plan(model, Sample(2000, 2000), TileSize.Auto).Grid.Count);
        TilePlan cut = TilePlanner.Plan(model, Sample(3000, 3000), TileSize.Auto);
        Assert.IsGreaterThan(1, cut.Grid.Count);
        Assert.IsTrue(cut.ChangesResult);
    }

    [TestMethod]
    public void Plan_TilesBelowTheAlignment_IsRefused()
    {
        ModelRunException e = Assert.ThrowsExactly<ModelRunException>(() => TilePlanner.Plan(
            Model(new AxisLengths(24, 0), alignment: 32), Sample(300, 20), TileSize.Auto));

        Assert.AreEqual(
            "model: takes y 24, of which 0 are lost, and tiles begin at multiples of 32; expected an image of at most "
                + "24 along y",
            e.Message);
    }

    /// <summary>
    /// Whatever the sizes, each position belongs to one tile and no tile is longer than asked for.
    /// </summary>
    [TestMethod]
    public void Plan_AnySize_OwnsEachPositionOnce()
    {
        Random random = new(2);
        for (int i = 0; i < 200; i++)
        {
            TensorShape sample = Sample(random.Next(1, 900), random.Next(1, 900));
            ModelGeometry model = Model(new AxisLengths(16 * random.Next(1, 4), 16), halo: random.Next(0, 40));
            TilePlan plan = TilePlanner.Plan(model, sample, TileSize.Of(160));
            long owned = 0;
            for (int k = 0; k < plan.Grid.Count; k++)
            {
                Assert.IsTrue(plan.Grid[k].Owned.IsInside);
                owned += plan.Grid[k].Owned.Shape.ElementCount;
            }

            Assert.AreEqual(sample.ElementCount, owned, sample.ToString());
            Assert.IsLessThanOrEqualTo(160, plan.Grid.TileShape[3].Size);
        }
    }

    private static TensorShape Sample(int height, int width) => TensorShape.Of("bcyx", 1, 1, height, width);

    private static ModelGeometry Model(AxisLengths lengths, int halo = 0, int alignment = 16) => new()
    {
        ModelId = "model",
        Input =
        [
            new AxisGeometry { Id = "batch", Lengths = new AxisLengths(1, 0) },
            new AxisGeometry { Id = "channel", Lengths = new AxisLengths(1, 0) },
            new AxisGeometry { Id = "y", Lengths = lengths, IsCut = true, Alignment = alignment, Halo = halo },
            new AxisGeometry { Id = "x", Lengths = lengths, IsCut = true, Alignment = alignment, Halo = halo },
        ],
        Outputs = [],
    };
}
