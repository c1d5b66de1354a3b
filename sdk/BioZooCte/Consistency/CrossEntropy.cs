namespace BioZooCte.Consistency;

/// <summary>
/// The uncertainty of the unperturbed prediction and the distance of the perturbed one from it, together.
/// </summary>
/// <remarks>
/// The mean over the union of both foregrounds of −u·log₂ p − (1 − u)·log₂(1 − p) = H₂(u) + KL(u‖p), each of
/// u, 1 − u, p, 1 − p clipped to [1e-7, 1 − 1e-7]. In bits, from 0 (equal and certain; 2.5e-6 by the
/// clipping) to 23.2535; smaller is more alike; not symmetric. Not defined where neither has foreground. A
/// NaN counts as probability 0. Good 1952, doi:10.1111/j.2517-6161.1952.tb00104.x; as in the code of
/// arXiv:2503.00450.
/// </remarks>
internal sealed class CrossEntropy : UnionMean
{
    /// <inheritdoc/>
    public override string Name => "cross-entropy";

    /// <inheritdoc/>
    public override bool HigherIsBetter => false;

    /// <inheritdoc/>
    internal override double Worst => -Math.Log2(UnionKernel.Epsilon);

    /// <inheritdoc/>
    internal override PairMeasures Measures => PairMeasures.CrossEntropy;

    private protected override double Sum(PairCounts counts) => counts.CrossEntropySum;
}
