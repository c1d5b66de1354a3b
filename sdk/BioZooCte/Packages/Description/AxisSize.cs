namespace BioZooCte.Packages.Description;

/// <summary>The rule for the length of an axis; one of the cases nested here.</summary>
public abstract record AxisSize
{
    private AxisSize()
    {
    }

    /// <summary>Always this length.</summary>
    /// <param name="Size">The length, above 0.</param>
    public sealed record Fixed(int Size) : AxisSize
    {
        /// <inheritdoc/>
        public override string ToString() => $"{Size}";
    }

    /// <summary>Any length: a batch axis without a stated size.</summary>
    public sealed record Free : AxisSize
    {
        /// <inheritdoc/>
        public override string ToString() => "any";
    }

    /// <summary>min, min + step, min + 2·step …</summary>
    /// <param name="Min">The least length, above 0.</param>
    /// <param name="Step">The distance of two lengths, above 0.</param>
    public sealed record Parameterized(int Min, int Step) : AxisSize
    {
        /// <inheritdoc/>
        public override string ToString() => $"{Min} + n·{Step}";
    }

    /// <summary>
    /// ⌊length of another tensor's axis × <paramref name="Ratio"/> + <paramref name="Offset"/>⌋. In format
    /// 0.5 the ratio is that of the two axes' scales; in format 0.4 it is <c>scale</c>, and the offset is
    /// 2·<c>offset</c>.
    /// </summary>
    /// <param name="TensorId">The other tensor.</param>
    /// <param name="AxisId">Its axis.</param>
    /// <param name="Ratio">Elements here for one element there.</param>
    /// <param name="Offset">Elements added.</param>
    public sealed record Referenced(string TensorId, string AxisId, double Ratio, double Offset) : AxisSize
    {
        /// <inheritdoc/>
        public override string ToString() => FormattableString.Invariant(
            $"{TensorId}.{AxisId}{(Ratio == 1 ? "" : $" × {Ratio}")}{(Offset == 0 ? "" : $" {Offset:+0.##;-0.##}")}");
    }

    /// <summary>Known only after running, within bounds.</summary>
    /// <param name="Min">The least length.</param>
    /// <param name="Max">The greatest length; null for none.</param>
    public sealed record DataDependent(int Min, int? Max) : AxisSize
    {
        /// <inheritdoc/>
        public override string ToString() => Max is null ? $"at least {Min}" : $"{Min} to {Max}";
    }
}
