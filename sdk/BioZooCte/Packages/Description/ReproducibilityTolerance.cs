using System.Collections.Immutable;

namespace BioZooCte.Packages.Description;

/// <summary>
/// How far outputs may be from the test tensors: an element is a mismatch if
/// |actual − expected| &gt; absolute + relative · |expected|.
/// </summary>
public sealed record ReproducibilityTolerance
{
    /// <summary>The relative part.</summary>
    /// <value>1e-3.</value>
    public double Relative { get; init; } = 1e-3;

    /// <summary>The absolute part.</summary>
    /// <value>1e-3.</value>
    public double Absolute { get; init; } = 1e-3;

    /// <summary>How many mismatches in a million elements are passed over.</summary>
    /// <value>100.</value>
    public double MismatchedElementsPerMillion { get; init; } = 100;

    /// <summary>The outputs it holds for; empty for all.</summary>
    public ImmutableArray<string> OutputIds { get; init; } = [];

    /// <summary>The weights formats it holds for; empty for all.</summary>
    public ImmutableArray<string> WeightsFormats { get; init; } = [];

    /// <summary>
    /// The kind of output it holds for (format 0.5.14): <c>continuous</c> or <c>discrete</c>; null for both.
    /// </summary>
    public string? Kind { get; init; }
}
