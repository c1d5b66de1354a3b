namespace BioZooCte.Consistency;

/// <summary>
/// How well both classes overlap, foreground and background alike: the mean of their intersections over
/// union.
/// </summary>
/// <remarks>
/// With U and P the foreground pixels of the two predictions and U', P' the background ones: ½ (|U ∩ P| / |U
/// ∪ P| + |U' ∩ P'| / |U' ∪ P'|). From 0 (exchanged) to 1 (equal); greater is more alike. The second term is
/// 0 where both predictions are foreground everywhere. Not defined where neither has foreground. A NaN is
/// background. Foreground alone overlaps by chance where there is much of it (two random masks that cover a
/// share s: s/(2 − s)); background is then what shows that they agree on little. Intersection over union:
/// Jaccard 1901; its mean over classes is the usual measure of semantic segmentation (Everingham et al. 2015,
/// doi:10.1007/s11263-014-0733-5).
/// </remarks>
internal sealed class MeanIntersectionOverUnion : ConsistencyMetric
{
    /// <inheritdoc/>
    public override string Name => "miou";

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
        Of(counts.Pixels, counts.Unperturbed, counts.Perturbed, counts.Intersection);

    /// <summary>That of two foregrounds; null where both are empty.</summary>
    /// <param name="pixels">All pixels.</param>
    /// <param name="first">The pixels of the one.</param>
    /// <param name="second">The pixels of the other.</param>
    /// <param name="both">The pixels that they have in common.</param>
    public static double? Of(long pixels, long first, long second, long both)
    {
        long union = first + second - both;
        if (union == 0)
        {
            return null;
        }

        double foreground = (double)both / union;
        long backgroundUnion = pixels - both;
        double background = backgroundUnion == 0 ? 0 : (double)(pixels - union) / backgroundUnion;
        return (foreground + background) / 2;
    }
}
