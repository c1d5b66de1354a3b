using BioZooCte.Tensors;

namespace BioZooCte.Tests.Tensors;

[TestClass]
public sealed class FramedSourceTests
{
    [TestMethod]
    public async Task ReadAsync_Frame_MirrorsWithTheBorderItself()
    {
        FramedSource framed = new(new TensorSource(AxisTensor.FromArray<byte>(TensorShape.Of("yx", 1, 3), 1, 2, 3)), 0, 4);
        Assert.AreEqual(TensorShape.Of("yx", 1, 11), framed.Shape);
        AxisTensor all = await framed.ReadAsync(TensorRegion.All(framed.Shape), CancellationToken.None);
        CollectionAssert.AreEqual(new byte[] { 3, 3, 2, 1, 1, 2, 3, 3, 2, 1, 1 }, all.Bytes.ToArray());
    }

    [TestMethod]
    public async Task ReadAsync_AnyRegion_IsThatOfTheWhole()
    {
        AxisTensor tensor = AxisTensor.FromArray<int>(TensorShape.Of("yx", 3, 4), [.. Enumerable.Range(0, 12)]);
        FramedSource framed = new(new TensorSource(tensor), 5, 2);
        AxisTensor all = await framed.ReadAsync(TensorRegion.All(framed.Shape), CancellationToken.None);
        for (int y = 0; y < 12; y++)
        {
            for (int x = 0; x < 6; x++)
            {
                TensorRegion region = new(framed.Shape, new AxisRange(y, 2), new AxisRange(x, 3));
                if (!region.IsInside)
                {
                    continue;
                }

                AxisTensor part = await framed.ReadAsync(region, CancellationToken.None);
                Assert.IsTrue(RegionCopy.Crop(all, region).Bytes.SequenceEqual(part.Bytes), $"{region}");
            }
        }
    }
}
