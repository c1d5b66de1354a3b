using BioZooCte.Images;
using BioZooCte.Tensors;
using BioZooCte.Tiling;

namespace BioZooCte.Tests.Tiling;

[TestClass]
public sealed class ElementRangeTests
{
    [TestMethod]
    [DataRow(ElementType.UInt8, ElementType.UInt8, true)]
    [DataRow(ElementType.UInt8, ElementType.UInt16, true)]
    [DataRow(ElementType.UInt8, ElementType.Int16, true)]
    [DataRow(ElementType.UInt8, ElementType.Int8, false)]
    [DataRow(ElementType.UInt16, ElementType.UInt8, false)]
    [DataRow(ElementType.Int16, ElementType.UInt32, false)]
    [DataRow(ElementType.Float32, ElementType.UInt8, false)]
    [DataRow(ElementType.Float64, ElementType.Float16, true)]
    [DataRow(ElementType.Bool, ElementType.UInt8, true)]
    [DataRow(ElementType.UInt16, ElementType.Bool, true)]
    public void Fits_Types_WhereEveryValueIsOne(ElementType values, ElementType declared, bool fits)
    {
        Assert.AreEqual(fits, ElementRange.Fits(values, declared));
    }

    [TestMethod]
    [DataRow(new[] { 0f, 255.9f }, null)]
    [DataRow(new[] { 0f, 256f }, "256")]
    [DataRow(new[] { -1f, 3f }, "-1")]
    [DataRow(new[] { 1f, float.NaN }, "NaN")]
    public void ThrowIfOutside_FloatsForBytes_NamesTheValue(float[] values, string? found)
    {
        AxisTensor tensor = AxisTensor.FromArray<float>(TensorShape.Of("yx", 1, 2), values);
        if (found is null)
        {
            ElementRange.ThrowIfOutside(tensor, ElementType.UInt8, "cells.tif");
            return;
        }

        InvalidImageException e = Assert.ThrowsExactly<InvalidImageException>(
            () => ElementRange.ThrowIfOutside(tensor, ElementType.UInt8, "cells.tif"));

        Assert.AreEqual(
            $"cells.tif: holds the float32 value {found}; expected values from 0 to 255: the model's input is declared uint8.",
            e.Message);
    }

    [TestMethod]
    [DataRow(ElementType.UInt8, 0, 255)]
    [DataRow(ElementType.Int8, -128, 127)]
    [DataRow(ElementType.UInt16, 0, 65535)]
    [DataRow(ElementType.Int32, int.MinValue, int.MaxValue)]
    [DataRow(ElementType.UInt32, 0, uint.MaxValue)]
    public void Saturate_ValuesBeyondAType_AreItsEndsAfterTheCast(ElementType type, double low, double high)
    {
        double[] values = [low - 1000, low - 0.5, low, 1.75, high, high + 0.5, high + 1000, double.PositiveInfinity];
        double[] expected = [low, low, low, 1, high, high, high, high];
        AxisTensor doubles = AxisTensor.FromArray(new TensorShape([new TensorAxis("x", values.Length)]), values);
        AxisTensor singles = ElementConverter.Cast(doubles, ElementType.Float32);
        ElementRange.Saturate(doubles, type);
        ElementRange.Saturate(singles, type);

        Assert.AreSequenceEqual(expected, Integers(doubles, type));
        double step = high > 1 << 24 ? high / (1 << 24) : 0; // what single precision tells apart
        foreach ((double found, double wanted) in Integers(singles, type).Zip(expected))
        {
            Assert.AreEqual(wanted, found, step * 1.01);
        }
    }

    private static double[] Integers(AxisTensor tensor, ElementType type) => ElementConverter.Cast(
        ElementConverter.Cast(tensor, type), ElementType.Float64).AsSpan<double>().ToArray();
}
