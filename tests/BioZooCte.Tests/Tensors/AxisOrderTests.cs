using BioZooCte.Tensors;

namespace BioZooCte.Tests.Tensors;

[TestClass]
public sealed class AxisOrderTests
{
    [TestMethod]
    [DataRow(nameof(ElementType.UInt8))]
    [DataRow(nameof(ElementType.UInt16))]
    [DataRow(nameof(ElementType.Float32))]
    [DataRow(nameof(ElementType.Float64))]
    public void Reorder_AllOrders_MoveEachElement(string type)
    {
        AxisTensor tensor = ElementConverter.Cast(
            AxisTensor.FromArray<int>(TensorShape.Of("zyx", 2, 3, 4), [.. Enumerable.Range(0, 24)]),
            Enum.Parse<ElementType>(type));
        foreach (string letters in (string[])["zyx", "zxy", "yzx", "yxz", "xzy", "xyz"])
        {
            string[] ids = [.. letters.Select(AxisIds.FromLetter)];
            AxisTensor moved = AxisOrder.Reorder(tensor, ids);
            int[] values = ElementConverter.Cast(moved, ElementType.Int32).AsSpan<int>().ToArray();
            long[] strides = moved.Shape.Strides();
            for (int i = 0; i < 24; i++)
            {
                (int z, int y, int x) = (i / 12, i / 4 % 3, i % 4);
                long at = (z * strides[letters.IndexOf('z', StringComparison.Ordinal)])
                    + (y * strides[letters.IndexOf('y', StringComparison.Ordinal)])
                    + (x * strides[letters.IndexOf('x', StringComparison.Ordinal)]);
                Assert.AreEqual(i, values[at], letters);
            }
        }
    }

    [TestMethod]
    public void Reorder_AxisThatIsMissing_GetsLengthOne()
    {
        AxisTensor tensor = AxisTensor.FromArray<byte>(TensorShape.Of("cyx", 1, 1, 3), 1, 2, 3);
        AxisTensor moved = AxisOrder.Reorder(tensor, [AxisIds.Batch, AxisIds.Y, AxisIds.X]);
        Assert.AreEqual(TensorShape.Of("byx", 1, 1, 3), moved.Shape);
        CollectionAssert.AreEqual(new byte[] { 1, 2, 3 }, moved.Bytes.ToArray());
    }

    [TestMethod]
    public void Reorder_AxisThatWouldBeLost_IsRefused()
    {
        AxisTensor tensor = new(TensorShape.Of("cyx", 2, 1, 3), ElementType.UInt8);
        Assert.ThrowsExactly<ArgumentException>(() => AxisOrder.Reorder(tensor, [AxisIds.Y, AxisIds.X]));
    }
}
