using BioZooCte.Packages.Description;

namespace BioZooCte.Evaluation;

/// <summary>An output held against the package's test tensor, both as float32.</summary>
/// <param name="OutputId">The output.</param>
/// <param name="MaxDifference">The greatest |actual − expected|; NaN where a NaN stands in either.</param>
/// <param name="MismatchedPerMillion">
/// Elements in a million with |actual − expected| &gt; absolute + relative · |expected|; a NaN is a mismatch.
/// </param>
/// <param name="Tolerance">What was allowed.</param>
public sealed record OutputComparison(
    string OutputId, double MaxDifference, double MismatchedPerMillion, ReproducibilityTolerance Tolerance)
{
    /// <summary>Whether the output is the expected one within the tolerance.</summary>
    public bool IsWithin => MismatchedPerMillion <= Tolerance.MismatchedElementsPerMillion;
}
