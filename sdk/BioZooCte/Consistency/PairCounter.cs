namespace BioZooCte.Consistency;

/// <summary>
/// Reduces two predictions of the same pixels to <see cref="PairCounts"/>, in one pass over memory.
/// Foreground is what lies above the threshold, strictly; a NaN does not, so it is background, and counts as
/// probability 0 in the sums. A NaN differs from everything, itself included.
/// </summary>
/// <remarks>
/// Sums are in double precision, in a fixed order: pixel i of a span is added to lane i mod 16 (mod 8 for the
/// sums with logarithms, and for values in double precision), then the lanes are added up. So they depend on
/// where a span begins, and on nothing else: not on the width of the machine's registers, nor on the measures
/// taken beside them.
/// </remarks>
internal static class PairCounter
{
    /// <summary>
    /// What is still in the nearest cache when the second kernel comes to it; a multiple of the lanes.
    /// </summary>
    private const int Chunk = 2048;

    /// <summary>The counts of a pair.</summary>
    /// <param name="u">The unperturbed prediction.</param>
    /// <param name="p">The perturbed prediction, of the same pixels in the same order.</param>
    /// <param name="threshold">What foreground is above.</param>
    /// <param name="measures">The sums that are wanted; no other means anything.</param>
    public static PairCounts Count(
        ReadOnlySpan<float> u, ReadOnlySpan<float> p, float threshold, PairMeasures measures)
    {
        PairSums sums = default;
        Add(u, p, threshold, measures, ref sums);
        return sums.ToCounts();
    }

    /// <summary>The counts of a pair in double precision.</summary>
    /// <inheritdoc cref="Count(ReadOnlySpan{float}, ReadOnlySpan{float}, float, PairMeasures)"/>
    public static PairCounts Count(
        ReadOnlySpan<double> u, ReadOnlySpan<double> p, double threshold, PairMeasures measures)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(p.Length, u.Length, nameof(p));
        bool invariance = (measures & PairMeasures.EffectiveInvariance) != 0;
        bool union = (measures & UnionKernel.Measures) != 0;
        PairSums sums = default;
        for (int start = 0; start < u.Length; start += Chunk)
        {
            int length = Math.Min(Chunk, u.Length - start);
            ReadOnlySpan<double> a = u.Slice(start, length);
            ReadOnlySpan<double> b = p.Slice(start, length);
            ForegroundKernel.Add(a, b, threshold, invariance, ref sums);
            if (union)
            {
                UnionKernel.Add(a, b, threshold, measures, ref sums);
            }
        }

        return sums.ToCounts();
    }

    /// <summary>Adds one more span to sums that are being taken.</summary>
    internal static void Add(
        ReadOnlySpan<float> u,
        ReadOnlySpan<float> p,
        float threshold,
        PairMeasures measures,
        ref PairSums sums)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(p.Length, u.Length, nameof(p));
        bool invariance = (measures & PairMeasures.EffectiveInvariance) != 0;
        if ((measures & UnionKernel.Measures) == 0)
        {
            ForegroundKernel.Add(u, p, threshold, invariance, ref sums);
            return;
        }

        for (int start = 0; start < u.Length; start += Chunk)
        {
            int length = Math.Min(Chunk, u.Length - start);
            ReadOnlySpan<float> a = u.Slice(start, length);
            ReadOnlySpan<float> b = p.Slice(start, length);
            ForegroundKernel.Add(a, b, threshold, invariance, ref sums);
            UnionKernel.Add(a, b, threshold, measures, ref sums);
        }
    }
}
