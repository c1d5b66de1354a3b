using BioZooCte.Tensors;

namespace BioZooCte.Tests.Tensors;

[TestClass]
public sealed class RegionCopyTests
{
    [TestMethod]
    public void Crop_Box_TakesItsElements()
    {
        AxisTensor tensor = AxisTensor.FromArray<int>(TensorShape.Of("zyx", 2, 3, 4), [.. Enumerable.Range(0, 24)]);
        TensorRegion region = new(tensor.Shape, new AxisRange(1, 1), new AxisRange(1, 2), new AxisRange(2, 2));
        AxisTensor crop = RegionCopy.Crop(tensor, region);
        Assert.AreEqual(TensorShape.Of("zyx", 1, 2, 2), crop.Shape);
        CollectionAssert.AreEqual(new[] { 18, 19, 22, 23 }, crop.AsSpan<int>().ToArray());
    }

    [TestMethod]
    public void Paste_DisjointBoxes_PutTheWholeTogether()
    {
        AxisTensor tensor = AxisTensor.FromArray<int>(TensorShape.Of("zyx", 2, 3, 4), [.. Enumerable.Range(0, 24)]);
        AxisTensor target = new(tensor.Shape, ElementType.Int32);
        foreach (AxisRange rows in (AxisRange[])[new(0, 2), new(2, 1)])
        {
            foreach (AxisRange columns in (AxisRange[])[new(0, 1), new(1, 3)])
            {
                TensorRegion region = new(tensor.Shape, new AxisRange(0, 2), rows, columns);
                RegionCopy.Paste(RegionCopy.Crop(tensor, region), target, region);
            }
        }

        Assert.IsTrue(tensor.Bytes.SequenceEqual(target.Bytes));
    }
}
