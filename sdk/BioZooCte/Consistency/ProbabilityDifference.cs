namespace BioZooCte.Consistency;

/// <summary>How far apart the two probabilities are.</summary>
/// <remarks>
/// The mean over the union of both foregrounds of |p − u|. From 0 (equal) to 1 for probabilities; smaller is
/// more alike. Not defined where neither has foreground. A NaN counts as probability 0. The mean absolute
/// error; as in the code of arXiv:2503.00450, with its exponent 1.
/// </remarks>
internal sealed class ProbabilityDifference : UnionMean
{
    /// <inheritdoc/>
    public override string Name => "difference";

    /// <inheritdoc/>
    public override bool HigherIsBetter => false;

    /// <inheritdoc/>
    internal override PairMeasures Measures => PairMeasures.Difference;

    private protected override double Sum(PairCounts counts) => counts.DifferenceSum;
}
