namespace BioZooCte.Onnx.Graph.Tracing.Rules;

/// <summary>Pooling, in windows and over everything.</summary>
internal static class PoolingRules
{
    /// <summary>Adds the rules.</summary>
    public static void AddTo(Dictionary<string, Action<NodeTrace>> rules)
    {
        foreach (string name in (string[])["AveragePool", "MaxPool", "LpPool"])
        {
            rules.Add(name, Pool);
        }

        foreach (string name in (string[])["GlobalAveragePool", "GlobalMaxPool", "GlobalLpPool"])
        {
            rules.Add(name, PoolAll);
        }
    }

    private static void Pool(NodeTrace node)
    {
        TracedTensor input = node.Input(0);
        long[] kernel = node.Ints("kernel_shape") ?? throw new UntraceableException("no kernel");
        WindowGeometry window = WindowGeometry.Read(node, input, kernel, node.Int("ceil_mode", 0) == 1);
        TracedTensor output = node.Give(
            0, [input.Sizes[0], input.Sizes[1], .. window.Axes.Select(axis => axis.Length)], input.DataType);
        output.Follow(0, input, 0);
        output.Follow(1, input, 1);
        for (int i = 0; i < window.Axes.Length; i++)
        {
            WindowAxis axis = window.Axes[i];
            if (axis.Length == 1 && axis.Kernel > 1 && axis.Kernel >= input.Sizes[i + 2])
            {
                // Exporters write pooling over everything as a window of the size that they saw.
                node.NoteOverSpace(output, input.Dimensions[i + 2].Mixed);
                node.NoteFixed(input.Dimensions[i + 2].Mixed, $"pools all of {axis.Kernel} positions");
            }
            else
            {
                output.Follow(i + 2, input, i + 2, axis.ToWindow());
            }
        }
    }

    private static void PoolAll(NodeTrace node)
    {
        TracedTensor input = node.Input(0);
        TracedTensor output = node.Give(
            0, [input.Sizes[0], input.Sizes[1], .. WindowGeometry.Ones(input.Rank - 2)], input.DataType);
        output.Follow(0, input, 0);
        output.Follow(1, input, 1);
        node.NoteOverSpace(output, input.MixedOver(Enumerable.Range(2, input.Rank - 2)));
    }
}
