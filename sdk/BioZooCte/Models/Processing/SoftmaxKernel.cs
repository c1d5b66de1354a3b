using System.Numerics.Tensors;

using BioZooCte.Tensors;

namespace BioZooCte.Models.Processing;

/// <summary>Softmax along one axis, in double. A NaN or ∞ makes all of its line NaN.</summary>
internal static class SoftmaxKernel
{
    /// <summary>How many lines are worked on side by side; a multiple of every vector's length.</summary>
    private const int Width = 64;

    /// <summary>The softmax of a float64 tensor, as a new one, in an arena's memory where there is one.</summary>
    public static AxisTensor Apply(AxisTensor tensor, string axisId, TensorArena? arena = null)
    {
        AxisTensor result = AxisTensor.Uninitialized(tensor.Shape, ElementType.Float64, arena);
        int axis = tensor.Shape.IndexOf(axisId);
        int size = tensor.Shape[axis].Size;
        int inner = (int)tensor.Shape.Strides()[axis];
        ReadOnlySpan<double> source = tensor.AsSpan<double>();
        Span<double> target = result.AsSpan<double>();
        int lines = size == 0 ? 0 : source.Length / size;
        double[] block = new double[size * Width];
        Span<int> starts = stackalloc int[Width];
        for (int line = 0; line < lines; line += Width)
        {
            Span<int> side = starts[..Math.Min(Width, lines - line)];
            for (int i = 0; i < side.Length; i++)
            {
                (int outer, int within) = Math.DivRem(line + i, inner);
                side[i] = (outer * size * inner) + within;
            }

            for (int k = 0; k < size; k++)
            {
                Gather(source[(k * inner)..], side, block.AsSpan(k * Width));
            }

            Softmax(block, size);
            for (int k = 0; k < size; k++)
            {
                Scatter(block.AsSpan(k * Width), side, target[(k * inner)..]);
            }
        }

        return result;
    }

    private static void Gather(ReadOnlySpan<double> source, ReadOnlySpan<int> starts, Span<double> row)
    {
        if (AreNeighbours(starts))
        {
            source.Slice(starts[0], starts.Length).CopyTo(row);
            return;
        }

        for (int i = 0; i < starts.Length; i++)
        {
            row[i] = source[starts[i]];
        }
    }

    private static void Scatter(ReadOnlySpan<double> row, ReadOnlySpan<int> starts, Span<double> target)
    {
        if (AreNeighbours(starts))
        {
            row[..starts.Length].CopyTo(target[starts[0]..]);
            return;
        }

        for (int i = 0; i < starts.Length; i++)
        {
            target[starts[i]] = row[i];
        }
    }

    private static bool AreNeighbours(ReadOnlySpan<int> starts) =>
        starts[^1] - starts[0] == starts.Length - 1;

    /// <summary>
    /// Always over the full width, so that a line's result does not depend on how many stand beside it: short
    /// spans are computed by other instructions.
    /// </summary>
    private static void Softmax(Span<double> block, int size)
    {
        Span<double> greatest = stackalloc double[Width];
        Span<double> sums = stackalloc double[Width];
        block[..Width].CopyTo(greatest);
        for (int k = 1; k < size; k++)
        {
            TensorPrimitives.Max(greatest, block.Slice(k * Width, Width), greatest);
        }

        sums.Clear();
        for (int k = 0; k < size; k++)
        {
            Span<double> row = block.Slice(k * Width, Width);
            TensorPrimitives.Subtract(row, greatest, row);
            TensorPrimitives.Exp(row, row);
            TensorPrimitives.Add(sums, row, sums);
        }

        for (int k = 0; k < size; k++)
        {
            Span<double> row = block.Slice(k * Width, Width);
            TensorPrimitives.Divide(row, sums, row);
        }
    }
}
