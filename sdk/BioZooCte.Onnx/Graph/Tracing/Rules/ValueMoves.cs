namespace BioZooCte.Onnx.Graph.Tracing.Rules;

/// <summary>Small tensors whose elements are put elsewhere.</summary>
internal static class ValueMoves
{
    /// <summary>Tensors joined along a dimension.</summary>
    public static SmallValues? Concat(NodeTrace node, TracedTensor output)
    {
        if (output.Rank != 1)
        {
            return null;
        }

        SmallValues[] parts = [.. node.Inputs.OfType<TracedTensor>().Select(input => input.Values!)];
        return new SmallValues(
            [.. parts.SelectMany(part => part.Items)],
            [.. parts.SelectMany(part => part.Follows)],
            [.. parts.SelectMany(part => part.Sources)]);
    }

    /// <summary>Chosen entries of a list.</summary>
    public static SmallValues? Gather(NodeTrace node, TracedTensor output)
    {
        SmallValues items = node.Values(0);
        return node.Input(0).Rank == 1
            ? items.Take([.. node.Values(1).ToLongs().Select(i => NodeTrace.Dimension(i, items.Count))])
            : null;
    }

    /// <summary>A part of a list or a table.</summary>
    public static SmallValues? Slice(NodeTrace node, TracedTensor output)
    {
        long[] sizes = node.Input(0).Sizes;
        if (output.Rank > 2 || node.Find(1) is null)
        {
            return null;
        }

        long[] starts = node.Values(1).ToLongs();
        long[] ends = node.Values(2).ToLongs();
        long[] axes = node.Find(3) is null ? [.. starts.Select((_, i) => (long)i)] : node.Values(3).ToLongs();
        long[] steps = node.Find(4) is null ? WindowGeometry.Ones(starts.Length) : node.Values(4).ToLongs();
        (long Start, long Count, long Step)[] ranges = [.. sizes.Select(size => (0L, size, 1L))];
        for (int i = 0; i < axes.Length; i++)
        {
            int axis = NodeTrace.Dimension(axes[i], sizes.Length);
            ranges[axis] = SelectionRules.Resolve(sizes[axis], starts[i], ends[i], steps[i]);
        }

        (long start, long count, long step) = ranges[^1];
        (long firstRow, long rows, long rowStep) = output.Rank == 2 ? ranges[0] : (0, 1, 1);
        List<int> chosen = [];
        for (long row = 0; row < rows; row++)
        {
            for (long i = 0; i < count; i++)
            {
                chosen.Add((int)(((firstRow + (row * rowStep)) * sizes[^1]) + start + (i * step)));
            }
        }

        return node.Values(0).Take(chosen);
    }

    /// <summary>A table with rows and columns changed.</summary>
    public static SmallValues? Transpose(NodeTrace node, TracedTensor output)
    {
        SmallValues items = node.Values(0);
        if (output.Rank != 2)
        {
            return output.Rank < 2 ? items : null;
        }

        bool isTurned = node.Ints("perm") is not [0, 1];
        int rows = (int)output.Sizes[0];
        int columns = (int)output.Sizes[1];
        return isTurned
            ? items.Take([.. Enumerable.Range(0, rows * columns).Select(i => (i % columns * rows) + (i / columns))])
            : items;
    }
}
