using BioZooCte.Tensors;

namespace BioZooCte.Tests.Tensors;

[TestClass]
public sealed class TensorBandsTests
{
    [TestMethod]
    [DataRow("yx", new[] { 10, 7 }, 21)]
    [DataRow("cyx", new[] { 2, 10, 7 }, 30)]
    [DataRow("tzcyx", new[] { 2, 3, 2, 5, 4 }, 16)]
    [DataRow("yxc", new[] { 5, 4, 3 }, 1)]
    public void Of_Shape_CoversEachElementOnceAndNeverCutsChannels(string letters, int[] sizes, int most)
    {
        TensorShape shape = TensorShape.Of(letters, sizes);
        AxisTensor counts = new(shape, ElementType.Int32);
        foreach (TensorRegion band in TensorBands.Of(shape, most))
        {
            AxisTensor ones = RegionCopy.Crop(counts, band);
            ones = AxisTensor.FromArray<int>(ones.Shape, [.. ones.AsSpan<int>().ToArray().Select(v => v + 1)]);
            RegionCopy.Paste(ones, counts, band);
            Assert.AreEqual(shape.SizeOf(AxisIds.Channel), band.Shape.SizeOf(AxisIds.Channel));
            Assert.IsTrue(band.Shape.ElementCount <= most || band.Shape.SizeOf(AxisIds.Y) == 1, $"{band}");
        }

        Assert.IsTrue(counts.AsSpan<int>().ToArray().All(c => c == 1));
    }

    [TestMethod]
    public void Of_SmallShape_IsOneBand() =>
        Assert.HasCount(1, TensorBands.Of(TensorShape.Of("zyx", 4, 5, 6), 120).ToArray());
}
