using System.Globalization;
using System.Numerics.Tensors;

using BioZooCte.Images;
using BioZooCte.Tensors;

namespace BioZooCte.Tiling;

/// <summary>
/// Holds an image's values against the integer type that a model's input declares: the cast to it wraps, and
/// nobody would see.
/// </summary>
internal static class ElementRange
{
    /// <summary>Whether every value of the one type is a value of the other, or the cast only drops fractions.</summary>
    public static bool Fits(ElementType values, ElementType declared)
    {
        if (declared.IsFloatingPoint() || values == declared || values == ElementType.Bool || declared == ElementType.Bool)
        {
            return true;
        }

        (double low, double high) = Limits(declared);
        (double least, double greatest) = Limits(values);
        return least >= low && greatest <= high;
    }

    /// <exception cref="InvalidImageException">A value is outside.</exception>
    public static void ThrowIfOutside(AxisTensor tensor, ElementType declared, string imageName)
    {
        double[] values = ElementConverter.Cast(tensor, ElementType.Float64).AsSpan<double>().ToArray();
        (double low, double high) = Limits(declared);
        double least = TensorPrimitives.Min<double>(values);
        double greatest = TensorPrimitives.Max<double>(values);
        if (!(least >= low && greatest < high + 1))
        {
            double found = least < low ? least : greatest;
            throw new InvalidImageException(
                imageName,
                null,
                string.Create(CultureInfo.InvariantCulture, $"holds the {tensor.ElementType.Name()} value {found}"),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"values from {low} to {high}: the model's input is declared {declared.Name()}"));
        }
    }

    /// <summary>
    /// Brings floating-point values into what an integer type can hold, also where the cast to it drops fractions. NaN stay.
    /// </summary>
    public static void Saturate(AxisTensor tensor, ElementType integer)
    {
        (double low, double high) = Limits(integer);
        if (tensor.ElementType == ElementType.Float32)
        {
            Span<float> values = tensor.AsSpan<float>();
            TensorPrimitives.Max(values, (float)low, values);
            TensorPrimitives.Min(values, MathF.BitDecrement((float)(high + 1)), values);
        }
        else
        {
            Span<double> values = tensor.AsSpan<double>();
            TensorPrimitives.Max(values, low, values);
            TensorPrimitives.Min(values, Math.BitDecrement(high + 1), values);
        }
    }

    /// <summary>Rounds floating-point values, as a cast would not.</summary>
    public static void Round(AxisTensor tensor)
    {
        if (tensor.ElementType == ElementType.Float32)
        {
            TensorPrimitives.Round(tensor.AsSpan<float>(), tensor.AsSpan<float>());
        }
        else
        {
            TensorPrimitives.Round(tensor.AsSpan<double>(), tensor.AsSpan<double>());
        }
    }

    private static (double Low, double High) Limits(ElementType type) => type switch
    {
        ElementType.Bool => (0, 1),
        ElementType.UInt8 => (byte.MinValue, byte.MaxValue),
        ElementType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
        ElementType.UInt16 => (ushort.MinValue, ushort.MaxValue),
        ElementType.Int16 => (short.MinValue, short.MaxValue),
        ElementType.UInt32 => (uint.MinValue, uint.MaxValue),
        ElementType.Int32 => (int.MinValue, int.MaxValue),
        ElementType.UInt64 => (ulong.MinValue, ulong.MaxValue),
        ElementType.Int64 => (long.MinValue, long.MaxValue),
        _ => (double.NegativeInfinity, double.PositiveInfinity),
    };
}
