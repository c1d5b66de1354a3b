using System.Numerics.Tensors;

using BioZooCte.Tensors;

namespace BioZooCte.Images.Tiff;

/// <summary>The types that ImageJ opens, and what others become.</summary>
internal static class TiffElements
{
    /// <summary>The type that elements are written as.</summary>
    public static ElementType Written(ElementType type) => type switch
    {
        ElementType.Bool => ElementType.UInt8,
        ElementType.Int8 => ElementType.Int16,
        ElementType.Int64 => ElementType.Int32,
        ElementType.UInt64 => ElementType.UInt32,
        ElementType.Float16 or ElementType.Float64 => ElementType.Float32,
        _ => type,
    };

    /// <summary>The elements as they are written.</summary>
    /// <exception cref="ArgumentException">An integer does not fit.</exception>
    public static AxisTensor Convert(AxisTensor tensor)
    {
        if (tensor.Count > 0)
        {
            if (tensor.ElementType == ElementType.Int64)
            {
                ReadOnlySpan<long> values = tensor.AsSpan<long>();
                bool isOutside = TensorPrimitives.Min(values) < int.MinValue || TensorPrimitives.Max(values) > int.MaxValue;
                ThrowIf(isOutside, "int32");
            }
            else if (tensor.ElementType == ElementType.UInt64)
            {
                ThrowIf(TensorPrimitives.Max<ulong>(tensor.AsSpan<ulong>()) > uint.MaxValue, "uint32");
            }
        }

        return ElementConverter.Cast(tensor, Written(tensor.ElementType));
    }

    private static void ThrowIf(bool isOutside, string type)
    {
        if (isOutside)
        {
            throw new ArgumentException(
                $"A value does not fit {type}, the widest integer that ImageJ opens; write NPY instead.");
        }
    }
}
