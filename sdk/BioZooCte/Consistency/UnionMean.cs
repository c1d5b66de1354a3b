namespace BioZooCte.Consistency;

/// <summary>
/// The base of the measures that are a mean over the pixels that are foreground in either prediction.
/// </summary>
internal abstract class UnionMean : ConsistencyMetric
{
    /// <inheritdoc/>
    public sealed override bool NeedsProbabilities => true;

    /// <inheritdoc/>
    public sealed override double? Score(PairCounts counts) =>
        counts.Union == 0 ? null : Sum(counts) / counts.Union;

    /// <summary>What is divided by the number of those pixels.</summary>
    private protected abstract double Sum(PairCounts counts);
}
