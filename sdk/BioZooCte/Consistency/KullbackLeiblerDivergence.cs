namespace BioZooCte.Consistency;

/// <summary>How far the perturbed prediction lies from the unperturbed one.</summary>
/// <remarks>
/// The mean over the union of both foregrounds of u·log₂(u/p) + (1 − u)·log₂((1 − u)/(1 − p)), each of u, 1 −
/// u, p, 1 − p clipped to [1e-7, 1 − 1e-7]. In bits, from 0 (equal) to 23.2535 (certain of the opposite);
/// smaller is more alike; not symmetric: the unperturbed prediction u comes first. Not defined where neither
/// has foreground. A NaN counts as probability 0. Kullback and Leibler 1951, doi:10.1214/aoms/1177729694; as
/// in the code of arXiv:2503.00450.
/// </remarks>
internal sealed class KullbackLeiblerDivergence : UnionMean
{
    /// <inheritdoc/>
    public override string Name => "kl";

    /// <inheritdoc/>
    public override bool HigherIsBetter => false;

    /// <inheritdoc/>
    internal override double Worst => -Math.Log2(UnionKernel.Epsilon);

    /// <inheritdoc/>
    internal override PairMeasures Measures => PairMeasures.Divergence;

    private protected override double Sum(PairCounts counts) => counts.DivergenceSum;
}
