namespace BioZooCte.Tiling;

/// <summary>
/// How one axis of an output lies over the input: element j covers the input positions from (j − offset/2) / ratio.
/// </summary>
/// <param name="Id">The output axis' identifier.</param>
/// <param name="InputAxis">The position of the input's axis; −1 for an axis of fixed length (batch, channel).</param>
/// <param name="Ratio">Output elements for one input element.</param>
/// <param name="Offset">Elements added to the output (negative: taken away), half at either end.</param>
/// <param name="FixedSize">The length where there is no input axis; else 0.</param>
internal sealed record OutputAxisGeometry(string Id, int InputAxis, double Ratio, double Offset, int FixedSize)
{
    // Ratios are quotients of decimal numbers: 10 × 0.3/0.1 is 29.999999999999996.
    private const double Slack = 1e-6;

    /// <summary>The length for an input of this length.</summary>
    public int SizeFor(int inputLength) =>
        InputAxis < 0 ? FixedSize : (int)Math.Floor((inputLength * Ratio) + Offset + Slack);

    /// <summary>The first element that covers an input position, or lies after it.</summary>
    public int ElementFrom(int inputPosition) =>
        Math.Max(0, (int)Math.Ceiling((inputPosition * Ratio) + (Offset / 2) - Slack));

    /// <summary>The element that covers an input position; the first one where none does.</summary>
    public int ElementAt(int inputPosition) =>
        Math.Max(0, (int)Math.Floor((inputPosition * Ratio) + (Offset / 2) + Slack));

    /// <summary>The input position that an element begins to cover.</summary>
    public int PositionOf(int element) => Math.Max(0, (int)Math.Floor(((element - (Offset / 2)) / Ratio) + Slack));
}
