namespace BioZooCte.Onnx.Graph.Tracing.Rules;

/// <summary>Sums, means, greatest elements along dimensions, which then have the length 1 or are gone.</summary>
internal static class ReductionRules
{
    private const int Int64Type = 7;

    private static readonly string[] Names =
    [
        "ReduceL1", "ReduceL2", "ReduceLogSum", "ReduceLogSumExp", "ReduceMax", "ReduceMean", "ReduceMin",
        "ReduceProd", "ReduceSum", "ReduceSumSquare",
    ];

    /// <summary>Adds the rules.</summary>
    public static void AddTo(Dictionary<string, Action<NodeTrace>> rules)
    {
        foreach (string name in Names)
        {
            rules.Add(name, node => Reduce(node, Axes(node), node.Input(0).DataType));
        }

        rules.Add("ArgMax", node => Reduce(node, [node.Int("axis", 0)], Int64Type));
        rules.Add("ArgMin", node => Reduce(node, [node.Int("axis", 0)], Int64Type));
    }

    private static long[] Axes(NodeTrace node)
    {
        if (node.Ints("axes") is long[] stated)
        {
            return stated;
        }

        if (node.Find(1) is not null)
        {
            return node.Values(1).ToLongs();
        }

        return node.Int("noop_with_empty_axes", 0) == 1
            ? []
            : [.. Enumerable.Range(0, node.Input(0).Rank).Select(i => (long)i)];
    }

    private static void Reduce(NodeTrace node, long[] axes, int dataType)
    {
        TracedTensor input = node.Input(0);
        HashSet<int> reduced = [.. axes.Select(axis => NodeTrace.Dimension(axis, input.Rank))];
        bool areKept = node.Int("keepdims", 1) == 1;
        int[] kept = [.. Enumerable.Range(0, input.Rank).Where(i => areKept || !reduced.Contains(i))];
        TracedTensor output = node.Give(0, [.. kept.Select(i => reduced.Contains(i) ? 1 : input.Sizes[i])], dataType);
        for (int i = 0; i < kept.Length; i++)
        {
            if (!reduced.Contains(kept[i]))
            {
                output.Follow(i, input, kept[i]);
            }
        }

        // What is only one position long is not summed over positions.
        node.NoteOverSpace(output, input.MixedOver(reduced.Where(i => input.Sizes[i] > 1)));
    }
}
