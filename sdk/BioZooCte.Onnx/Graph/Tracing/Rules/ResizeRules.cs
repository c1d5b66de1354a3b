namespace BioZooCte.Onnx.Graph.Tracing.Rules;

/// <summary>Interpolation to other sizes, by factors or to given lengths.</summary>
internal static class ResizeRules
{
    /// <summary>Adds the rules.</summary>
    public static void AddTo(Dictionary<string, Action<NodeTrace>> rules)
    {
        rules.Add("Resize", Resize);
        rules.Add("Upsample", Upsample);
    }

    /// <summary>
    /// Whether scales and lengths are lists that do not depend on the image: the runtime reads them unseen, and
    /// beyond their ends.
    /// </summary>
    public static void CheckParameters(NodeTrace node)
    {
        if (node.Node.OpType is not ("Resize" or "Upsample"))
        {
            return;
        }

        for (int i = 1; i < node.Inputs.Count; i++)
        {
            bool isList = node.Inputs[i] is not TracedTensor given
                || (given.Origin != TensorOrigin.Image && given.IsKnown && given.Rank == 1);
            if (!isList)
            {
                node.NoteMisfit(
                    $"takes its scales from '{Place.Shorten(node.Node.Input[i])}'; "
                        + "expected a list that the image does not change");
            }
        }
    }

    private static void Upsample(NodeTrace node)
    {
        double[] scales = node.Floats("scales") is float[] stated
            ? [.. stated.Select(scale => (double)scale)]
            : node.Values(1).Items;
        Apply(node, [.. scales.Select((scale, i) => ByFactor(node.Input(0).Sizes[i], scale))], "asymmetric");
    }

    private static void Resize(NodeTrace node)
    {
        // Before version 11 there was neither a region nor a choice of coordinates.
        bool isFirst = node.Version < 11;
        string coordinates = isFirst ? "asymmetric" : node.Text("coordinate_transformation_mode", "half_pixel");
        TracedTensor input = node.Input(0);
        int[] axes = [.. (node.Ints("axes") ?? [.. Enumerable.Range(0, input.Rank).Select(i => (long)i)])
            .Select(axis => NodeTrace.Dimension(axis, input.Rank))];
        if (coordinates == "tf_crop_and_resize" || node.Text("keep_aspect_ratio_policy", "stretch") != "stretch")
        {
            throw new UntraceableException("a region of its own");
        }

        (long Length, Fraction Factor)[] targets = [.. input.Sizes.Select(size => (size, Fraction.One))];
        SmallValues? scales = node.Find(isFirst ? 1 : 2) is { Values.Count: > 0 } given ? given.Values : null;
        SmallValues sizes = scales is null ? node.Values(3) : SmallValues.Constant([]);
        for (int i = 0; i < axes.Length; i++)
        {
            long size = input.Sizes[axes[i]];
            targets[axes[i]] = scales is null
                ? (sizes[i], new Fraction(sizes[i], size))
                : ByFactor(size, scales.Items[i]);
            bool isFixed = scales is null && !sizes.Follows[i];
            if (isFixed)
            {
                node.NoteFixed(input.Dimensions[axes[i]].Mixed, $"resizes to the constant size {sizes[i]}");
            }
        }

        Apply(node, targets, coordinates);
    }

    private static (long Length, Fraction Factor) ByFactor(long size, double scale)
    {
        const int MostDenominator = 64;
        if (scale is not (> 0 and < 1 << 20))
        {
            throw new UntraceableException($"scale {scale}");
        }

        long length = (long)Math.Floor(size * scale);
        for (int denominator = 1; denominator <= MostDenominator; denominator++)
        {
            double numerator = scale * denominator;
            if (numerator >= 1 && Math.Abs(numerator - Math.Round(numerator)) < 1e-6 * numerator)
            {
                return (length, new Fraction((long)Math.Round(numerator), denominator));
            }
        }

        return (length, new Fraction(length, size));
    }

    private static void Apply(NodeTrace node, (long Length, Fraction Factor)[] targets, string coordinates)
    {
        TracedTensor input = node.Input(0);
        TracedTensor output = node.Give(0, [.. targets.Select(target => target.Length)], input.DataType);
        for (int i = 0; i < targets.Length; i++)
        {
            bool isSame = targets[i].Factor == Fraction.One;
            bool isStretched = input.Sizes[i] == 1 && targets[i].Length > 1;
            if (isStretched)
            {
                continue;
            }

            AxisWindow window = isSame ? AxisWindow.Same : WindowOf(node, targets[i].Factor, coordinates);
            output.Follow(i, input, i, window);
            if (!isSame && coordinates is "align_corners" && targets[i].Length > 1)
            {
                // Where an element lies depends on the lengths: nothing follows the image's positions exactly.
                node.NoteOverSpace(output, input.Dimensions[i].Mixed, "align_corners");
            }
        }
    }

    /// <summary>Source position x of result position o for factor n/m: (o + ½)·m/n − ½, or o·m/n.</summary>
    private static AxisWindow WindowOf(NodeTrace node, Fraction factor, string coordinates)
    {
        long n = factor.Numerator;
        long m = factor.Denominator;
        bool isHalfPixel = coordinates is "half_pixel" or "pytorch_half_pixel" or "half_pixel_symmetric";
        long divisor = 2 * n;
        long at = isHalfPixel ? m - n : 0;
        string mode = node.Text("mode", "nearest");
        if (mode == "nearest")
        {
            bool isOld = node.Node.OpType == "Upsample" || node.Version < 11;
            return node.Text("nearest_mode", isOld ? "floor" : "round_prefer_floor") switch
            {
                "floor" => new AxisWindow(2 * m, at, at, divisor),
                "ceil" => new AxisWindow(2 * m, at + divisor - 1, at + divisor - 1, divisor),
                _ => new AxisWindow(2 * m, at + n - 1, at + n, divisor),
            };
        }

        // Taps on either side: one for linear, two for cubic; an antialiased reduction takes that many more.
        long taps = mode == "cubic" ? 2 : 1;
        long reach = node.Int("antialias", 0) == 1 && m > n ? taps * ((m + n - 1) / n) : taps;
        return new AxisWindow(2 * m, at - ((reach - 1) * divisor), at + (reach * divisor) - 1, divisor);
    }
}
