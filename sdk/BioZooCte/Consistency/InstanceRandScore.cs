namespace BioZooCte.Consistency;

/// <summary>
/// V^Rand: how far pixels that lie in one instance of one prediction lie in one instance of the other.
/// </summary>
/// <remarks>
/// S_both / (½·S_unperturbed + ½·S_perturbed) with S = the number of ordered pairs of pixels that lie together, over
/// the union of the two foregrounds. From 0 (no two pixels stay together) to 1 (the same up to the instances' numbers);
/// greater is more alike. Talks and Kreshuk 2025, arXiv:2503.00450, eq. 6. By the program published with the paper a
/// pixel makes no pair with itself, pixels beside a change of the unperturbed labels are left out, and it is not defined
/// where the unperturbed prediction has no instance; by the formula a pixel makes a pair with itself, a background pixel
/// is an instance of its own, and it is not defined where neither has an instance. Planes and slices that a model is
/// given one by one add their pairs.
/// </remarks>
/// <param name="name">The name of the variant.</param>
/// <param name="measures">Which pairs it counts.</param>
internal sealed class InstanceRandScore(string name, PairMeasures measures) : ConsistencyMetric
{
    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override bool HigherIsBetter => true;

    /// <inheritdoc/>
    public override bool NeedsProbabilities => false;

    /// <inheritdoc/>
    public override bool CanBeCombined => true;

    /// <inheritdoc/>
    public override bool ComparesInstances => true;

    /// <inheritdoc/>
    internal override PairMeasures Measures => measures;

    /// <inheritdoc/>
    public override double? Score(PairCounts counts)
    {
        double pairs = (counts.PairsInUnperturbed + counts.PairsInPerturbed) / 2;
        bool isDefined = pairs > 0 && (measures != PairMeasures.InstancePairs || counts.InstancePixels > 0);
        return isDefined ? counts.PairsInBoth / pairs : null;
    }
}
