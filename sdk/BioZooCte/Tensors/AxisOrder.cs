using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BioZooCte.Tensors;

/// <summary>Brings the axes of a tensor into another order.</summary>
internal static class AxisOrder
{
    /// <summary>
    /// The elements with their axes in the given order. An axis that the tensor lacks gets length 1; one that is
    /// not asked for must have length 1. The tensor itself where nothing moves.
    /// </summary>
    public static AxisTensor Reorder(AxisTensor tensor, IReadOnlyList<string> axisIds)
    {
        TensorShape target = new(axisIds.Select(id => new TensorAxis(id, tensor.Shape.SizeOf(id))));
        if (target.ElementCount != tensor.Shape.ElementCount)
        {
            throw new ArgumentException($"{tensor.Shape} has an axis that is not in {target}.", nameof(axisIds));
        }

        if (IsSameOrder(tensor.Shape, target))
        {
            return target.Equals(tensor.Shape) ? tensor : tensor.Reshaped(target);
        }

        AxisTensor result = AxisTensor.Uninitialized(target, tensor.ElementType);
        long[] sourceStrides = tensor.Shape.Strides();
        long[] strides = [.. target.Select(a => StrideOf(tensor.Shape, sourceStrides, a.Id))];
        switch (tensor.ElementType.SizeOf())
        {
            case 1: Copy<byte>(tensor, result, strides); break;
            case 2: Copy<ushort>(tensor, result, strides); break;
            case 4: Copy<uint>(tensor, result, strides); break;
            default: Copy<ulong>(tensor, result, strides); break;
        }

        return result;
    }

    /// <summary>Whether the axes longer than 1 stand in the same order in both.</summary>
    private static bool IsSameOrder(TensorShape a, TensorShape b) =>
        a.Where(x => x.Size != 1).SequenceEqual(b.Where(x => x.Size != 1));

    private static long StrideOf(TensorShape shape, long[] strides, string id)
    {
        int index = shape.IndexOf(id);
        return index < 0 ? 0 : strides[index];
    }

    private static void Copy<T>(AxisTensor source, AxisTensor target, long[] strides)
        where T : unmanaged
    {
        ReadOnlySpan<T> from = MemoryMarshal.Cast<byte, T>(source.Bytes);
        Span<T> to = MemoryMarshal.Cast<byte, T>(target.Bytes);
        if (to.IsEmpty)
        {
            return;
        }

        TensorShape shape = target.Shape;
        int last = shape.Count - 1;
        int run = shape[last].Size;
        long runStride = strides[last];
        int[] position = new int[shape.Count];
        long offset = 0;
        for (int written = 0; written < to.Length; written += run)
        {
            Run(from, to.Slice(written, run), offset, runStride);
            for (int axis = last - 1; axis >= 0; axis--)
            {
                offset += strides[axis];
                if (++position[axis] < shape[axis].Size)
                {
                    break;
                }

                offset -= strides[axis] * position[axis];
                position[axis] = 0;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Run<T>(ReadOnlySpan<T> from, Span<T> to, long offset, long stride)
        where T : unmanaged
    {
        int at = (int)offset;
        int step = (int)stride;
        if (step == 1)
        {
            from.Slice(at, to.Length).CopyTo(to);
            return;
        }

        for (int i = 0; i < to.Length; i++, at += step)
        {
            to[i] = from[at];
        }
    }
}
