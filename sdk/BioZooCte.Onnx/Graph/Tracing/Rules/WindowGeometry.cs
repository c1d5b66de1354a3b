namespace BioZooCte.Onnx.Graph.Tracing.Rules;

/// <summary>The windows of a convolution or pooling, dimension by dimension.</summary>
internal sealed record WindowGeometry(WindowAxis[] Axes)
{
    /// <summary>Reads strides, dilations and padding of a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="input">What it slides over; batch and channel come first.</param>
    /// <param name="kernel">The windows' lengths.</param>
    /// <param name="isRoundedUp">Whether a last window that reaches over the end counts.</param>
    /// <exception cref="UntraceableException">It does not fit the input.</exception>
    public static WindowGeometry Read(NodeTrace node, TracedTensor input, long[] kernel, bool isRoundedUp = false)
    {
        int count = kernel.Length;
        if (input.Rank != count + 2)
        {
            throw new UntraceableException($"a window of {count} dimensions over {input.Rank}");
        }

        long[] strides = node.Ints("strides") ?? Ones(count);
        long[] dilations = node.Ints("dilations") ?? Ones(count);
        long[] pads = node.Ints("pads") ?? new long[2 * count];
        string padding = node.Text("auto_pad", "NOTSET");
        WindowAxis[] axes = new WindowAxis[count];
        for (int i = 0; i < count; i++)
        {
            long size = input.Sizes[i + 2];
            long extent = checked(((kernel[i] - 1) * dilations[i]) + 1);
            long before = pads[i];
            long after = pads[i + count];
            if (padding.StartsWith("SAME", StringComparison.Ordinal))
            {
                long total = Math.Max(0, ((((size + strides[i] - 1) / strides[i]) - 1) * strides[i]) + extent - size);
                before = padding == "SAME_LOWER" ? total - (total / 2) : total / 2;
                after = total - before;
            }
            else if (padding == "VALID")
            {
                before = after = 0;
            }

            long room = checked(size + before + after - extent);
            if (room < 0)
            {
                node.NoteMisfit(
                    $"has a window of {extent} over {size + before + after} positions; expected a larger input");
            }

            if (room < 0 || extent < 1 || strides[i] < 1 || dilations[i] < 1)
            {
                throw new UntraceableException($"a window of {extent} over {size}");
            }

            long length = ((room + (isRoundedUp ? strides[i] - 1 : 0)) / strides[i]) + 1;
            axes[i] = new WindowAxis(kernel[i], strides[i], dilations[i], before, length);
        }

        return new WindowGeometry(axes);
    }

    /// <summary>So many ones.</summary>
    public static long[] Ones(int count)
    {
        long[] ones = new long[count];
        Array.Fill(ones, 1);
        return ones;
    }
}
