namespace BioZooCte.Onnx.Graph.Tracing;

/// <summary>
/// Which positions of a source one position of a result takes along one dimension: from
/// ⌊(position·<paramref name="Multiplier"/> + <paramref name="AddedLow"/>) / <paramref name="Divisor"/>⌋ to
/// ⌊(position·<paramref name="Multiplier"/> + <paramref name="AddedHigh"/>) / <paramref name="Divisor"/>⌋.
/// </summary>
/// <param name="Multiplier">Above 0.</param>
/// <param name="AddedLow">Added for the first position.</param>
/// <param name="AddedHigh">Added for the last position.</param>
/// <param name="Divisor">Above 0.</param>
internal readonly record struct AxisWindow(long Multiplier, long AddedLow, long AddedHigh, long Divisor)
{
    /// <summary>Each position takes the same one.</summary>
    public static AxisWindow Same { get; } = new(1, 0, 0, 1);

    /// <summary>Positions of the source from one result to the next.</summary>
    public Fraction Jump => new(Multiplier, Divisor);

    /// <summary>Each position takes the one so much further.</summary>
    public static AxisWindow Shifted(long by) => new(1, by, by, 1);

    /// <summary>A convolution or pooling.</summary>
    public static AxisWindow Convolution(long kernel, long stride, long dilation, long padBefore) =>
        new(stride, -padBefore, ((kernel - 1) * dilation) - padBefore, 1);

    /// <summary>A transposed convolution: position = source·stride − pad + tap·dilation.</summary>
    public static AxisWindow Transposed(long kernel, long stride, long dilation, long padBefore) =>
        new(1, padBefore - ((kernel - 1) * dilation) + stride - 1, padBefore, stride);

    /// <summary>The positions that a range of results takes.</summary>
    public (long Low, long High) Apply(long low, long high) =>
        (Floor((low * Multiplier) + AddedLow), Floor((high * Multiplier) + AddedHigh));

    private long Floor(long value) =>
        value >= 0 ? value / Divisor : -((-value + Divisor - 1) / Divisor);
}
