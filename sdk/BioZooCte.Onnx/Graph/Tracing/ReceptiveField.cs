namespace BioZooCte.Onnx.Graph.Tracing;

/// <summary>How far the outputs see, found by going back from single output elements.</summary>
internal static class ReceptiveField
{
    /// <summary>Elements whose surroundings repeat; more than any network has.</summary>
    private const long MostPhases = 4096;

    /// <summary>
    /// How many positions away an output element can depend on at most, over all outputs; null where that is not
    /// known or not bounded.
    /// </summary>
    /// <param name="trace">The graph.</param>
    /// <param name="input">The first input.</param>
    /// <param name="axis">Its dimension.</param>
    /// <param name="downsampling">After so many positions everything repeats.</param>
    public static int? RadiusOf(GraphTrace trace, TracedTensor input, int axis, int downsampling)
    {
        long radius = 0;
        foreach (TracedTensor output in trace.Outputs)
        {
            int dimension = Array.FindIndex(output.Dimensions, d => d.Axis == axis);
            bool isBounded = output.IsKnown && dimension >= 0 && (output.Unbounded & (1u << axis)) == 0;
            if (!isBounded || RadiusOf(trace, input, axis, output, dimension, downsampling) is not long found)
            {
                return null;
            }

            radius = Math.Max(radius, found);
        }

        return radius <= int.MaxValue ? (int)radius : null;
    }

    private static long? RadiusOf(
        GraphTrace trace, TracedTensor input, int axis, TracedTensor output, int dimension, int downsampling)
    {
        Fraction jump = output.Dimensions[dimension].Jump;
        long phases = Math.Min(MostPhases, ((downsampling * jump.Denominator) + jump.Numerator - 1) / jump.Numerator);

        // What unpadded convolutions take away is taken on both sides.
        long lost = (input.Sizes[axis] - (output.Sizes[dimension] * jump.Numerator / jump.Denominator)) / 2;
        long radius = 0;
        for (long phase = 0; phase < phases; phase++)
        {
            if (Back(trace, input, axis, output, phase) is not (long low, long high))
            {
                return null;
            }

            long first = lost + (phase * jump.Numerator / jump.Denominator);
            long last = lost + (((((phase + 1) * jump.Numerator) + jump.Denominator - 1) / jump.Denominator) - 1);
            radius = Math.Max(radius, Math.Max(first - low, high - last));
        }

        return radius;
    }

    /// <summary>The positions of the input that one element depends on; null if none were found.</summary>
    private static (long Low, long High)? Back(
        GraphTrace trace, TracedTensor input, int axis, TracedTensor output, long position)
    {
        Dictionary<TracedTensor, (long Low, long High)> needed = new() { [output] = (position, position) };
        for (int i = trace.Tensors.Count - 1; i >= 0; i--)
        {
            TracedTensor tensor = trace.Tensors[i];
            if (tensor == input || !needed.Remove(tensor, out (long Low, long High) range))
            {
                continue;
            }

            foreach (TraceLink link in tensor.Links)
            {
                bool isAlong = link.Source.Origin == TensorOrigin.Image
                    && tensor.Dimensions[link.Dimension].Axis == axis
                    && link.Source.Dimensions[link.SourceDimension].Axis == axis;
                if (isAlong)
                {
                    (long low, long high) = link.Window.Apply(range.Low, range.High);
                    needed[link.Source] = needed.TryGetValue(link.Source, out (long Low, long High) other)
                        ? (Math.Min(low, other.Low), Math.Max(high, other.High))
                        : (low, high);
                }
            }
        }

        return needed.TryGetValue(input, out (long Low, long High) found) ? found : null;
    }
}
