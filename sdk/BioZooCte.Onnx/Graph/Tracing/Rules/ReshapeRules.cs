namespace BioZooCte.Onnx.Graph.Tracing.Rules;

/// <summary>Operators that count the same elements in other dimensions.</summary>
internal static class ReshapeRules
{
    /// <summary>Adds the rules.</summary>
    public static void AddTo(Dictionary<string, Action<NodeTrace>> rules)
    {
        rules.Add("Reshape", Reshape);
        rules.Add("Flatten", Flatten);
        rules.Add("Squeeze", Squeeze);
        rules.Add("Unsqueeze", Unsqueeze);
    }

    private static void Reshape(NodeTrace node)
    {
        TracedTensor input = node.Input(0);
        SmallValues shape = node.Ints("shape") is long[] old
            ? SmallValues.Constant([.. old.Select(size => (double)size)])
            : node.Values(1);
        bool isZeroKept = node.Int("allowzero", 0) == 0;
        long[] sizes = shape.ToLongs();
        int open = -1;
        long known = 1;
        for (int i = 0; i < sizes.Length; i++)
        {
            if (sizes[i] == 0 && isZeroKept)
            {
                sizes[i] = input.Sizes[i];
            }

            open = sizes[i] < 0 ? i : open;
            known = sizes[i] < 0 ? known : checked(known * sizes[i]);
        }

        long elements = input.Sizes.Aggregate(1L, (product, size) => checked(product * size));
        if (open >= 0)
        {
            sizes[open] = elements / known;
        }

        if (sizes.Aggregate(1L, (product, size) => checked(product * size)) != elements || elements == 0)
        {
            throw new UntraceableException($"{elements} elements into {string.Join(" × ", sizes)}");
        }

        TracedTensor output = node.Give(0, sizes, input.DataType);
        bool[] isFixed = [.. shape.Items.Select((size, i) => size > 0 && !shape.Follows[i])];
        new DimensionGroups(node, input, output, shape.Sources, isFixed).Match();
    }

    private static void Flatten(NodeTrace node)
    {
        TracedTensor input = node.Input(0);
        long stated = node.Int("axis", 1);
        int axis = (int)(stated < 0 ? stated + input.Rank : stated);
        long first = input.Sizes[..axis].Aggregate(1L, (product, size) => checked(product * size));
        long second = input.Sizes[axis..].Aggregate(1L, (product, size) => checked(product * size));
        TracedTensor output = node.Give(0, [first, second], input.DataType);
        new DimensionGroups(node, input, output, [DimensionTrace.None, DimensionTrace.None], [false, false]).Match();
    }

    private static void Squeeze(NodeTrace node)
    {
        TracedTensor input = node.Input(0);
        HashSet<int> gone = Axes(node) is long[] axes
            ? [.. axes.Select(axis => NodeTrace.Dimension(axis, input.Rank))]
            : [.. Enumerable.Range(0, input.Rank).Where(i => input.Sizes[i] == 1)];
        int[] kept = [.. Enumerable.Range(0, input.Rank).Where(i => !gone.Contains(i))];
        TracedTensor output = node.Give(0, [.. kept.Select(i => input.Sizes[i])], input.DataType);
        for (int i = 0; i < kept.Length; i++)
        {
            output.Follow(i, input, kept[i]);
        }
    }

    private static void Unsqueeze(NodeTrace node)
    {
        TracedTensor input = node.Input(0);
        long[] axes = Axes(node) ?? throw new UntraceableException("no axes");
        int rank = input.Rank + axes.Length;
        HashSet<int> added = [.. axes.Select(axis => NodeTrace.Dimension(axis, rank))];
        int[] kept = [.. Enumerable.Range(0, rank).Where(i => !added.Contains(i))];
        long[] sizes = WindowGeometry.Ones(rank);
        for (int i = 0; i < kept.Length; i++)
        {
            sizes[kept[i]] = input.Sizes[i];
        }

        TracedTensor output = node.Give(0, sizes, input.DataType);
        for (int i = 0; i < kept.Length; i++)
        {
            output.Follow(kept[i], input, i);
        }
    }

    private static long[]? Axes(NodeTrace node) =>
        node.Ints("axes") ?? (node.Find(1) is null ? null : node.Values(1).ToLongs());
}
