namespace BioZooCte.Consistency;

/// <summary>The paper's consistency: the share of the foreground on which both predictions agree.</summary>
/// <remarks>
/// 1 − |{x ∈ M : U(x) ≠ P(x)}| / |M| over the union M of both foregrounds, which is |U ∩ P| / |U ∪ P|. From 0
/// (no pixel in common) to 1 (equal); greater is more alike. Not defined where neither has foreground; 0
/// where one has none. A NaN is background. Talks and Kreshuk 2025, arXiv:2503.00450, eq. 5.
/// </remarks>
internal sealed class NormalizedHammingDistance : ConsistencyMetric
{
    /// <inheritdoc/>
    public override string Name => "nhd";

    /// <inheritdoc/>
    public override bool HigherIsBetter => true;

    /// <inheritdoc/>
    public override bool NeedsProbabilities => false;

    /// <inheritdoc/>
    public override bool CanBeCombined => true;

    /// <inheritdoc/>
    internal override PairMeasures Measures => PairMeasures.None;

    /// <inheritdoc/>
    public override double? Score(PairCounts counts) =>
        counts.Union == 0 ? null : (double)counts.Intersection / counts.Union;
}
