using System.Numerics;

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

    /// <summary>That of one foreground with several, to the bit as one by one; NaN where both are empty.</summary>
    /// <inheritdoc cref="Of(long, long, long, long)"/>
    public static Vector<double> Of(long pixels, long first, Vector<long> second, Vector<long> both)
    {
        Vector<double> all = new(pixels);
        Vector<double> union = Vector.ConvertToDouble(new Vector<long>(first) + second - both);
        Vector<double> intersection = Vector.ConvertToDouble(both);
        Vector<double> backgroundUnion = all - intersection;
        Vector<double> background = Vector.ConditionalSelect(
            Vector.Equals(backgroundUnion, Vector<double>.Zero), Vector<double>.Zero, (all - union) / backgroundUnion);
        return ((intersection / union) + background) / 2;
    }
}
