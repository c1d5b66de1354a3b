namespace BioZooCte.Onnx.Graph.Tracing;

/// <summary>How positions along one dimension of a tensor lie over the image.</summary>
/// <param name="Axis">The dimension of the first input that it runs along; −1 where there is none, or several.</param>
/// <param name="Jump">Positions of the input from one element to the next.</param>
/// <param name="Mixed">
/// A bit for each dimension of the first input that decides a position here; several where they were flattened.
/// </param>
internal readonly record struct DimensionTrace(int Axis, Fraction Jump, uint Mixed)
{
    /// <summary>A dimension that has nothing to do with positions: channels, what was pooled.</summary>
    public static DimensionTrace None { get; } = new(-1, Fraction.One, 0);

    /// <summary>A dimension of the input itself.</summary>
    public static DimensionTrace OfInput(int axis) => new(axis, Fraction.One, 1u << axis);

    /// <summary>Several dimensions in one.</summary>
    public static DimensionTrace Flattened(uint mixed) => new(-1, Fraction.One, mixed);

    /// <summary>What is known where two tensors meet element by element.</summary>
    public DimensionTrace MeetingWith(DimensionTrace other)
    {
        if (Mixed == 0)
        {
            return other;
        }

        if (other.Mixed == 0 || other == this)
        {
            return this;
        }

        // Jumps that differ come from sizes that were rounded; the first tells as much as the second.
        return Axis == other.Axis ? this : Flattened(Mixed | other.Mixed);
    }
}
