using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace BioZooCte.Tensors;

/// <summary>
/// Casts elements from one type to another as numpy's <c>astype</c> does on x86-64: floats are truncated toward
/// zero, integers wrap, anything but 0 is true. (A float outside an integer's range has no defined result.)
/// </summary>
public static class ElementConverter
{
    /// <summary>A new tensor of the same shape with elements of another type; the tensor itself if it has it.</summary>
    public static AxisTensor Cast(AxisTensor tensor, ElementType type)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return Cast(tensor, type, arena: null);
    }

    /// <summary>The same, in an arena's memory where there is one.</summary>
    internal static AxisTensor Cast(AxisTensor tensor, ElementType type, TensorArena? arena)
    {
        if (tensor.ElementType == type)
        {
            return tensor;
        }

        AxisTensor result = AxisTensor.Uninitialized(tensor.Shape, type, arena);
        Cast(tensor.Bytes, tensor.ElementType, result.Bytes, type);
        return result;
    }

    /// <summary>Casts the elements of <paramref name="source"/> into <paramref name="destination"/>.</summary>
    public static void Cast(ReadOnlySpan<byte> source, ElementType from, Span<byte> destination, ElementType to)
    {
        switch (from)
        {
            case ElementType.Bool or ElementType.UInt8: From(source, destination, to); break;
            case ElementType.Int8: From(MemoryMarshal.Cast<byte, sbyte>(source), destination, to); break;
            case ElementType.UInt16: From(MemoryMarshal.Cast<byte, ushort>(source), destination, to); break;
            case ElementType.Int16: From(MemoryMarshal.Cast<byte, short>(source), destination, to); break;
            case ElementType.UInt32: From(MemoryMarshal.Cast<byte, uint>(source), destination, to); break;
            case ElementType.Int32: From(MemoryMarshal.Cast<byte, int>(source), destination, to); break;
            case ElementType.UInt64: From(MemoryMarshal.Cast<byte, ulong>(source), destination, to); break;
            case ElementType.Int64: From(MemoryMarshal.Cast<byte, long>(source), destination, to); break;
            case ElementType.Float16: From(MemoryMarshal.Cast<byte, Half>(source), destination, to); break;
            case ElementType.Float32: From(MemoryMarshal.Cast<byte, float>(source), destination, to); break;
            case ElementType.Float64: From(MemoryMarshal.Cast<byte, double>(source), destination, to); break;
            default: throw new ArgumentOutOfRangeException(nameof(from), from, null);
        }
    }

    private static void From<T>(ReadOnlySpan<T> source, Span<byte> destination, ElementType to)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        switch (to)
        {
            case ElementType.Bool:
                for (int i = 0; i < source.Length; i++)
                {
                    destination[i] = source[i] == T.Zero ? (byte)0 : (byte)1;
                }

                break;
            case ElementType.UInt8: Into<T, byte>(source, destination); break;
            case ElementType.Int8: Into<T, sbyte>(source, destination); break;
            case ElementType.UInt16: Into<T, ushort>(source, destination); break;
            case ElementType.Int16: Into<T, short>(source, destination); break;
            case ElementType.UInt32: Into<T, uint>(source, destination); break;
            case ElementType.Int32: Into<T, int>(source, destination); break;
            case ElementType.UInt64: Into<T, ulong>(source, destination); break;
            case ElementType.Int64: Into<T, long>(source, destination); break;
            case ElementType.Float16: Into<T, Half>(source, destination); break;
            case ElementType.Float32: Into<T, float>(source, destination); break;
            case ElementType.Float64: Into<T, double>(source, destination); break;
            default: throw new ArgumentOutOfRangeException(nameof(to), to, null);
        }
    }

    private static void Into<TFrom, TTo>(ReadOnlySpan<TFrom> source, Span<byte> destination)
        where TFrom : unmanaged, System.Numerics.INumber<TFrom>
        where TTo : unmanaged, System.Numerics.INumber<TTo>
    {
        Span<TTo> target = MemoryMarshal.Cast<byte, TTo>(destination)[..source.Length];
        bool narrows = ElementTypes.Of<TFrom>().IsFloatingPoint() && ElementTypes.Of<TTo>().IsInteger();
        if (narrows)
        {
            // By way of a 64 bit integer: truncation first, then the wrap that numpy shows for small types.
            for (int i = 0; i < source.Length; i++)
            {
                target[i] = source[i] < TFrom.Zero || typeof(TTo) != typeof(ulong)
                    ? TTo.CreateTruncating(long.CreateSaturating(source[i]))
                    : TTo.CreateTruncating(ulong.CreateSaturating(source[i]));
            }
        }
        else
        {
            TensorPrimitives.ConvertTruncating(source, target);
        }
    }
}
