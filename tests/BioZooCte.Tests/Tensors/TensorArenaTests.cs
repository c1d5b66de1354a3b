using BioZooCte.Tensors;

namespace BioZooCte.Tests.Tensors;

[TestClass]
public sealed class TensorArenaTests
{
    private static readonly TensorShape Shape = new([new TensorAxis("y", 2), new TensorAxis("x", 3)]);

    [TestMethod]
    public void Take_InOneSet_SharesNoMemory()
    {
        TensorArena arena = new();
        AxisTensor first = arena.Take(Shape, ElementType.Float32);
        first.AsSpan<float>().Fill(1);
        arena.Take(Shape, ElementType.Float32).AsSpan<float>().Fill(2);

        CollectionAssert.AreEqual(new float[] { 1, 1, 1, 1, 1, 1 }, first.AsSpan<float>().ToArray());
    }

    [TestMethod]
    public void Take_AfterReset_TakesTheSameMemoryInAnyShapeThatFits()
    {
        TensorArena arena = new();
        AxisTensor first = arena.Take(Shape, ElementType.Float64);
        arena.Reset();
        AxisTensor smaller = arena.Take(new TensorShape([new TensorAxis("x", 5)]), ElementType.UInt8);
        smaller.Bytes.Fill(7);

        Assert.AreEqual(5, smaller.Bytes.Length);
        Assert.AreEqual(7, first.Bytes[4]);
        Assert.AreEqual(ElementType.UInt8, smaller.ElementType);
    }

    [TestMethod]
    public void Take_AfterResetOfALargerShape_TakesNewMemory()
    {
        TensorArena arena = new();
        AxisTensor small = arena.Take(Shape, ElementType.UInt8);
        small.Bytes.Fill(1);
        arena.Reset();
        arena.Take(Shape, ElementType.Float64).Bytes.Fill(9);

        CollectionAssert.AreEqual(new byte[] { 1, 1, 1, 1, 1, 1 }, small.Bytes.ToArray());
    }
}
