namespace BioZooCte.Tensors;

/// <summary>Takes chosen positions along one axis, in any order and as often as wanted.</summary>
internal static class AxisGather
{
    /// <summary>A tensor whose position i along the axis is position <paramref name="positions"/>[i] of the source.</summary>
    public static AxisTensor Gather(
        AxisTensor tensor, string axisId, ReadOnlySpan<int> positions, TensorArena? arena = null)
    {
        int axis = tensor.Shape.IndexOf(axisId);
        AxisTensor result = AxisTensor.Uninitialized(
            tensor.Shape.WithSize(axisId, positions.Length), tensor.ElementType, arena);
        int size = tensor.Shape[axis].Size;
        int inner = checked((int)(tensor.Shape.Strides()[axis] * tensor.ElementType.SizeOf()));
        if (inner == 0 || size == 0)
        {
            return result;
        }

        int outer = tensor.Bytes.Length / (inner * size);
        for (int o = 0; o < outer; o++)
        {
            ReadOnlySpan<byte> from = tensor.Bytes.Slice(o * size * inner, size * inner);
            Span<byte> to = result.Bytes.Slice(o * positions.Length * inner, positions.Length * inner);
            CopyRuns(from, to, positions, inner);
        }

        return result;
    }

    /// <summary>Neighbours that stay neighbours are copied at one go: most of an axis, where only its end is padded.</summary>
    private static void CopyRuns(ReadOnlySpan<byte> from, Span<byte> to, ReadOnlySpan<int> positions, int inner)
    {
        for (int i = 0; i < positions.Length;)
        {
            int run = 1;
            while (i + run < positions.Length && positions[i + run] == positions[i] + run)
            {
                run++;
            }

            from.Slice(positions[i] * inner, run * inner).CopyTo(to[(i * inner)..]);
            i += run;
        }
    }
}
