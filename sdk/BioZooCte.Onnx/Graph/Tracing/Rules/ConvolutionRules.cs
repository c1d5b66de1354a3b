namespace BioZooCte.Onnx.Graph.Tracing.Rules;

/// <summary>Convolutions and transposed convolutions.</summary>
internal static class ConvolutionRules
{
    /// <summary>Adds the rules.</summary>
    public static void AddTo(Dictionary<string, Action<NodeTrace>> rules)
    {
        rules.Add("Conv", node => Convolve(node, 1));
        rules.Add("ConvInteger", node => Convolve(node, 1));
        rules.Add("QLinearConv", node => Convolve(node, 3));
        rules.Add("ConvTranspose", Transpose);
    }

    private static void Convolve(NodeTrace node, int weightsIndex)
    {
        TracedTensor input = node.Input(0);
        TracedTensor weights = node.Input(weightsIndex);
        WindowGeometry window = WindowGeometry.Read(node, input, weights.Sizes[2..]);
        long[] sizes = [input.Sizes[0], weights.Sizes[0], .. window.Axes.Select(axis => axis.Length)];
        TracedTensor output = node.Give(0, sizes, input.DataType);
        output.Follow(0, input, 0);
        NoteChannels(node, input, output);
        for (int i = 0; i < window.Axes.Length; i++)
        {
            output.Follow(i + 2, input, i + 2, window.Axes[i].ToWindow());
        }
    }

    private static void Transpose(NodeTrace node)
    {
        TracedTensor input = node.Input(0);
        TracedTensor weights = node.Input(1);
        int count = input.Rank - 2;
        long[] strides = node.Ints("strides") ?? WindowGeometry.Ones(count);
        long[] dilations = node.Ints("dilations") ?? WindowGeometry.Ones(count);
        long[] added = node.Ints("output_padding") ?? new long[count];
        long[] pads = node.Ints("pads") ?? new long[2 * count];
        long[]? stated = node.Ints("output_shape");
        string padding = node.Text("auto_pad", "NOTSET");
        long[] sizes = [input.Sizes[0], checked(weights.Sizes[1] * node.Int("group", 1)), .. new long[count]];
        AxisWindow[] windows = new AxisWindow[count];
        for (int i = 0; i < count; i++)
        {
            long kernel = weights.Sizes[i + 2];
            long full = checked((strides[i] * (input.Sizes[i + 2] - 1)) + added[i] + ((kernel - 1) * dilations[i]) + 1);
            long length = stated is not null ? stated[^(count - i)]
                : padding.StartsWith("SAME", StringComparison.Ordinal) ? input.Sizes[i + 2] * strides[i]
                : padding == "VALID" ? full
                : full - pads[i] - pads[i + count];
            long before = stated is null && padding is "NOTSET" ? pads[i]
                : padding == "SAME_UPPER" ? (full - length) / 2
                : (full - length) - ((full - length) / 2);
            sizes[i + 2] = length;
            windows[i] = AxisWindow.Transposed(kernel, strides[i], dilations[i], before);
            if (stated is not null)
            {
                node.NoteFixed(input.Dimensions[i + 2].Mixed, $"has the constant output size {length}");
            }
        }

        TracedTensor output = node.Give(0, sizes, input.DataType);
        output.Follow(0, input, 0);
        NoteChannels(node, input, output);
        for (int i = 0; i < count; i++)
        {
            output.Follow(i + 2, input, i + 2, windows[i]);
        }
    }

    /// <summary>Weights over channels that were positions before are weights over space.</summary>
    private static void NoteChannels(NodeTrace node, TracedTensor input, TracedTensor output)
    {
        node.NoteOverSpace(output, input.Dimensions[1].Mixed);
        node.NoteFixed(input.Dimensions[1].Mixed, "has weights for every position");
    }
}
