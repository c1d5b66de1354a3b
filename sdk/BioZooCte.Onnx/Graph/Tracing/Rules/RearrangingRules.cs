namespace BioZooCte.Onnx.Graph.Tracing.Rules;

/// <summary>Operators that put elements elsewhere: transposing, joining, padding, channels to positions.</summary>
internal static class RearrangingRules
{
    /// <summary>Adds the rules.</summary>
    public static void AddTo(Dictionary<string, Action<NodeTrace>> rules)
    {
        rules.Add("Transpose", Transpose);
        rules.Add("Concat", Concat);
        rules.Add("Pad", Pad);
        rules.Add("Tile", Tile);
        rules.Add("DepthToSpace", DepthToSpace);
        rules.Add("SpaceToDepth", SpaceToDepth);
    }

    private static void Transpose(NodeTrace node)
    {
        TracedTensor input = node.Input(0);
        long[] order = node.Ints("perm") ?? [.. Enumerable.Range(0, input.Rank).Reverse().Select(i => (long)i)];
        TracedTensor output = node.Give(0, [.. order.Select(i => input.Sizes[i])], input.DataType);
        for (int i = 0; i < order.Length; i++)
        {
            output.Follow(i, input, (int)order[i]);
        }
    }

    private static void Concat(NodeTrace node)
    {
        TracedTensor[] inputs = [.. node.Inputs.OfType<TracedTensor>()];
        int axis = NodeTrace.Dimension(node.Int("axis", 1), inputs[0].Rank);
        long[] sizes = [.. inputs[0].Sizes];
        sizes[axis] = inputs.Sum(input => input.Sizes[axis]);
        TracedTensor output = node.Give(0, sizes, inputs[0].DataType);
        foreach (TracedTensor input in inputs)
        {
            for (int i = 0; i < sizes.Length; i++)
            {
                if (i != axis && input.Sizes[i] == sizes[i])
                {
                    output.Follow(i, input, i);
                }
                else if (i != axis)
                {
                    throw new UntraceableException($"lengths {sizes[i]} and {input.Sizes[i]} along dimension {i}");
                }
            }
        }

        uint mixed = inputs.Aggregate(0u, (all, input) => all | input.Dimensions[axis].Mixed);
        output.Dimensions[axis] = mixed == 0 ? DimensionTrace.None : DimensionTrace.Flattened(mixed);
        output.Unbounded |= mixed & node.Space;
        node.NoteFixed(mixed, "joins along it");
    }

    private static void Pad(NodeTrace node)
    {
        TracedTensor input = node.Input(0);
        long[] pads = node.Ints("pads") ?? node.Values(1).ToLongs();
        int[] axes = node.Find(3) is null
            ? [.. Enumerable.Range(0, input.Rank)]
            : [.. node.Values(3).ToLongs().Select(axis => NodeTrace.Dimension(axis, input.Rank))];
        long[] sizes = [.. input.Sizes];
        long[] before = new long[input.Rank];
        for (int i = 0; i < axes.Length; i++)
        {
            before[axes[i]] = pads[i];
            sizes[axes[i]] = checked(sizes[axes[i]] + pads[i] + pads[i + axes.Length]);
        }

        TracedTensor output = node.Give(0, sizes, input.DataType);
        for (int i = 0; i < input.Rank; i++)
        {
            output.Follow(i, input, i, AxisWindow.Shifted(-before[i]));
        }

        if (node.Text("mode", "constant") == "wrap")
        {
            node.NoteOverSpace(output, output.MixedOver(axes), "wrap");
        }
    }

    private static void Tile(NodeTrace node)
    {
        TracedTensor input = node.Input(0);
        long[] repeats = node.Values(1).ToLongs();
        TracedTensor output = node.Give(
            0, [.. input.Sizes.Select((size, i) => checked(size * repeats[i]))], input.DataType);
        for (int i = 0; i < input.Rank; i++)
        {
            if (repeats[i] == 1)
            {
                output.Follow(i, input, i);
            }
            else
            {
                output.Unbounded |= input.Dimensions[i].Mixed & node.Space;
            }
        }
    }

    private static void DepthToSpace(NodeTrace node)
    {
        TracedTensor input = node.Input(0);
        long block = node.Int("blocksize", 0);
        TracedTensor output = node.Give(
            0,
            [
                input.Sizes[0],
                input.Sizes[1] / (block * block),
                checked(input.Sizes[2] * block),
                checked(input.Sizes[3] * block),
            ],
            input.DataType);
        output.Follow(0, input, 0);
        output.Follow(2, input, 2, new AxisWindow(1, 0, 0, block));
        output.Follow(3, input, 3, new AxisWindow(1, 0, 0, block));
    }

    private static void SpaceToDepth(NodeTrace node)
    {
        TracedTensor input = node.Input(0);
        long block = node.Int("blocksize", 0);
        TracedTensor output = node.Give(
            0,
            [input.Sizes[0], checked(input.Sizes[1] * block * block), input.Sizes[2] / block, input.Sizes[3] / block],
            input.DataType);
        output.Follow(0, input, 0);
        output.Follow(2, input, 2, new AxisWindow(block, 0, block - 1, 1));
        output.Follow(3, input, 3, new AxisWindow(block, 0, block - 1, 1));
    }
}
