using BioZooCte.Instances;
using BioZooCte.Tensors;

namespace BioZooCte.Tests.Instances;

[TestClass]
public sealed class LabelValuesTests
{
    [TestMethod]
    public void TryRead_WholeNumbersOfAnyType_AreTheLabels()
    {
        Assert.IsTrue(LabelValues.TryRead(Row<float>(0, 3, 7), out int[] reals, out _));
        Assert.IsTrue(LabelValues.TryRead(Row<ushort>(0, 3, 65535), out int[] shorts, out _));
        Assert.IsTrue(LabelValues.TryRead(Row<uint>(0, 3, 7), out int[] large, out _));
        Assert.IsTrue(LabelValues.TryRead(Row(false, true, true), out int[] mask, out _));

        CollectionAssert.AreEqual(new[] { 0, 3, 7 }, reals);
        CollectionAssert.AreEqual(new[] { 0, 3, 65535 }, shorts);
        CollectionAssert.AreEqual(new[] { 0, 3, 7 }, large);
        CollectionAssert.AreEqual(new[] { 0, 1, 1 }, mask);
    }

    [TestMethod]
    public void TryRead_NumbersBeyondInt32_StayApart()
    {
        Assert.IsTrue(LabelValues.TryRead(Row<long>(0, 4_294_967_295, 1, 4_294_967_295), out int[] labels, out _));

        CollectionAssert.AreEqual(new[] { 0, 1, 2, 1 }, labels);
    }

    [TestMethod]
    public void TryRead_NoWholeNumber_SaysWhich()
    {
        Assert.IsFalse(LabelValues.TryRead(Row<float>(1, 0.25f, 3), out _, out string fraction));
        Assert.IsFalse(LabelValues.TryRead(Row<short>(1, -1, 3), out _, out string negative));
        Assert.IsFalse(LabelValues.TryRead(Row<long>(1, -5, 3), out _, out string large));
        Assert.IsFalse(LabelValues.TryRead(Row(double.NaN), out _, out string nothing));

        Assert.AreEqual("has the value 0.25", fraction);
        Assert.AreEqual("has the value -1", negative);
        Assert.AreEqual("has the value -5", large);
        Assert.AreEqual("has the value NaN", nothing);
    }

    [TestMethod]
    public void Of_AxesOfAnImage_AreItsLengths()
    {
        Assert.AreEqual(new GridSize(3, 4, 5), GridSize.Of(TensorShape.Of("zyx", 3, 4, 5)));
        Assert.AreEqual(new GridSize(1, 4, 5), GridSize.Of(TensorShape.Of("cyx", 1, 4, 5)));
        ArgumentException error = Assert.ThrowsExactly<ArgumentException>(
            () => GridSize.Of(TensorShape.Of("tyx", 2, 4, 5)));
        Assert.StartsWith("The axes are time 2, y 4, x 5; expected z, y, x or some of them.", error.Message);
    }

    private static AxisTensor Row<T>(params T[] elements)
        where T : unmanaged => AxisTensor.FromArray<T>(TensorShape.Of("x", elements.Length), elements);
}
