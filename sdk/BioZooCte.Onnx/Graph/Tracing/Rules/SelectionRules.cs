namespace BioZooCte.Onnx.Graph.Tracing.Rules;

/// <summary>Operators that take a part: slices, chosen entries, pieces.</summary>
internal static class SelectionRules
{
    /// <summary>An end that means "to the last".</summary>
    private const long Open = int.MaxValue;

    /// <summary>Adds the rules.</summary>
    public static void AddTo(Dictionary<string, Action<NodeTrace>> rules)
    {
        rules.Add("Slice", Slice);
        rules.Add("Gather", Gather);
        rules.Add("Split", Split);
    }

    /// <summary>The first position, the number of positions and the step of a slice along one dimension.</summary>
    public static (long Start, long Count, long Step) Resolve(long size, long start, long end, long step)
    {
        if (step == 0)
        {
            throw new UntraceableException("step 0");
        }

        long low = step > 0 ? 0 : -1;
        long high = step > 0 ? size : size - 1;
        long first = Math.Clamp(start < 0 ? start + size : start, step > 0 ? 0 : 0, high);
        long last = Math.Clamp(end < 0 ? (end < -size ? low : end + size) : end, low, high);
        long count = step > 0 ? (last - first + step - 1) / step : (first - last - step - 1) / -step;
        return (first, Math.Max(0, count), step);
    }

    private static void Slice(NodeTrace node)
    {
        TracedTensor input = node.Input(0);
        SmallValues starts = Stated(node, "starts", 1) ?? throw new UntraceableException("no starts");
        SmallValues ends = Stated(node, "ends", 2) ?? throw new UntraceableException("no ends");
        long[] axes = Stated(node, "axes", 3)?.ToLongs() ?? [.. Enumerable.Range(0, starts.Count).Select(i => (long)i)];
        SmallValues? steps = Stated(node, "steps", 4);
        long[] sizes = [.. input.Sizes];
        AxisWindow?[] windows = new AxisWindow?[input.Rank];
        Array.Fill(windows, AxisWindow.Same);
        for (int i = 0; i < axes.Length; i++)
        {
            int axis = NodeTrace.Dimension(axes[i], input.Rank);
            (long start, long count, long step) = Resolve(input.Sizes[axis], starts[i], ends[i], steps?[i] ?? 1);
            sizes[axis] = count;
            windows[axis] = step > 0 ? new AxisWindow(step, start, start, 1) : null;
            bool isFixed = (starts[i] < 0 && !starts.Follows[i]) || (ends[i] is >= 0 and < Open && !ends.Follows[i]);
            if (isFixed)
            {
                node.NoteFixed(input.Dimensions[axis].Mixed, $"cuts at the constants {starts[i]} to {ends[i]}");
            }
        }

        TracedTensor output = node.Give(0, sizes, input.DataType);
        for (int i = 0; i < input.Rank; i++)
        {
            if (windows[i] is AxisWindow window)
            {
                output.Follow(i, input, i, window);
            }
            else
            {
                output.Dimensions[i] = DimensionTrace.Flattened(input.Dimensions[i].Mixed);
                output.Unbounded |= input.Dimensions[i].Mixed & node.Space;
            }
        }
    }

    private static SmallValues? Stated(NodeTrace node, string name, int input) =>
        node.Ints(name) is long[] stated ? SmallValues.Constant([.. stated.Select(value => (double)value)])
        : node.Find(input) is null ? null
        : node.Values(input);

    private static void Gather(NodeTrace node)
    {
        TracedTensor input = node.Input(0);
        TracedTensor indices = node.Input(1);
        int axis = NodeTrace.Dimension(node.Int("axis", 0), input.Rank);
        TracedTensor output = node.Give(
            0, [.. input.Sizes[..axis], .. indices.Sizes, .. input.Sizes[(axis + 1)..]], input.DataType);
        for (int i = 0; i < input.Rank; i++)
        {
            if (i != axis)
            {
                output.Follow(i < axis ? i : i + indices.Rank - 1, input, i);
            }
        }

        output.Unbounded |= input.Dimensions[axis].Mixed & node.Space;
        node.NoteFixed(input.Dimensions[axis].Mixed, "takes chosen positions");
    }

    private static void Split(NodeTrace node)
    {
        TracedTensor input = node.Input(0);
        int axis = NodeTrace.Dimension(node.Int("axis", 0), input.Rank);
        int count = node.Node.Output.Count;
        long[]? stated = node.Ints("split") ?? (node.Find(1) is null ? null : node.Values(1).ToLongs());
        long part = (input.Sizes[axis] + count - 1) / count;
        node.NoteFixed(input.Dimensions[axis].Mixed, "cuts it into pieces");
        long start = 0;
        for (int k = 0; k < count; k++)
        {
            long[] sizes = [.. input.Sizes];
            sizes[axis] = stated?[k] ?? Math.Min(part, input.Sizes[axis] - start);
            TracedTensor output = node.Give(k, sizes, input.DataType);
            for (int i = 0; i < input.Rank; i++)
            {
                output.Follow(i, input, i, i == axis ? AxisWindow.Shifted(start) : AxisWindow.Same);
            }

            start += sizes[axis];
        }
    }
}
