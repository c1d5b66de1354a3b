namespace BioZooCte.Consistency;

/// <summary>How uncertain the two predictions are together.</summary>
/// <remarks>
/// The mean over the union of both foregrounds of H₂(m) = −m·log₂ m − (1 − m)·log₂(1 − m), m = (u + p)/2,
/// 0·log₂ 0 = 0, m clipped to [0, 1]. In bits, from 0 (both certain, and of the same) to 1; smaller is more
/// alike. Not defined where neither has foreground. A NaN counts as probability 0. Shannon 1948,
/// doi:10.1002/j.1538-7305.1948.tb01338.x; as in the code of arXiv:2503.00450.
/// </remarks>
internal sealed class PredictionEntropy : UnionMean
{
    /// <inheritdoc/>
    public override string Name => "entropy";

    /// <inheritdoc/>
    public override bool HigherIsBetter => false;

    /// <inheritdoc/>
    internal override PairMeasures Measures => PairMeasures.Entropy;

    private protected override double Sum(PairCounts counts) => counts.EntropySum;
}
