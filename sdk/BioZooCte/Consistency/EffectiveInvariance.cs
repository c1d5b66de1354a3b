namespace BioZooCte.Consistency;

/// <summary>
/// The paper's other consistency: agreement on the foreground, weighted with the confidence in it.
/// </summary>
/// <remarks>
/// The mean over the union of both foregrounds of √(u·p) where both predictions are foreground, else 0; u and
/// p are the two probabilities. From 0 (no pixel in common) to 1 (equal and certain); greater is more alike.
/// Not defined where neither has foreground. A NaN is background. For decisions (0 or 1) it is the normalised
/// Hamming distance. Deng et al. 2022, arXiv:2207.07065; over the union of foregrounds: Talks and Kreshuk
/// 2025, arXiv:2503.00450, eq. 4.
/// </remarks>
internal sealed class EffectiveInvariance : UnionMean
{
    /// <inheritdoc/>
    public override string Name => "ei";

    /// <inheritdoc/>
    public override bool HigherIsBetter => true;

    /// <inheritdoc/>
    public override bool CanBeCombined => true;

    /// <inheritdoc/>
    internal override PairMeasures Measures => PairMeasures.EffectiveInvariance;

    private protected override double Sum(PairCounts counts) => counts.EffectiveInvarianceSum;
}
