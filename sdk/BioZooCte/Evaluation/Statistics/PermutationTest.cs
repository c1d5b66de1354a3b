using BioZooCte.Numerics;

namespace BioZooCte.Evaluation.Statistics;

/// <summary>
/// Holds a statistic of two lists against what it is for the same values paired in other ways: all of them
/// for up to eight pairs, else drawn at random from a seed.
/// </summary>
internal static class PermutationTest
{
    /// <summary>Up to here all pairings are looked at: 8! = 40,320.</summary>
    public const int ExactUpTo = 8;

    /// <summary>How many pairings are drawn where there are more.</summary>
    public const int DefaultDraws = 9_999;

    /// <summary>Sums in another order differ by rounding alone; values this near count as equal.</summary>
    private const double Tolerance = 1e-9;

    /// <summary>
    /// Compares the pairing as given with the others; equal values are exchanged as if they differed.
    /// </summary>
    /// <param name="x">Stays in its order.</param>
    /// <param name="y">Is put in other orders.</param>
    /// <param name="statistic">What is compared.</param>
    /// <param name="seed">The seed of the draws.</param>
    /// <param name="draws">How many pairings are drawn, where not all are looked at.</param>
    public static PermutationCounts Run(
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> y,
        CorrelationStatistic statistic,
        ulong seed = 0,
        int draws = DefaultDraws)
    {
        double observed = statistic(x, y);
        bool exact = x.Length <= ExactUpTo;
        PermutationCounts counts = new(observed, 0, 0, 0, 0, exact);
        double[] permuted = y.ToArray();
        if (exact)
        {
            Enumerate(x, permuted, statistic, ref counts);
            return counts;
        }

        SplitMix64 generator = new(seed);
        for (int draw = 0; draw < draws; draw++)
        {
            for (int i = permuted.Length - 1; i > 0; i--)
            {
                int j = generator.NextBelow(i + 1);
                (permuted[i], permuted[j]) = (permuted[j], permuted[i]);
            }

            counts = Add(counts, statistic(x, permuted));
        }

        return counts;
    }

    /// <summary>
    /// Every order once, by exchanging two values at a time (Heap 1963, doi:10.1093/comjnl/6.3.293).
    /// </summary>
    private static void Enumerate(
        ReadOnlySpan<double> x, double[] y, CorrelationStatistic statistic, ref PermutationCounts counts)
    {
        counts = Add(counts, statistic(x, y));
        int[] exchanged = new int[y.Length];
        for (int i = 1; i < y.Length;)
        {
            if (exchanged[i] == i)
            {
                exchanged[i++] = 0;
                continue;
            }

            int j = i % 2 == 0 ? 0 : exchanged[i];
            (y[i], y[j]) = (y[j], y[i]);
            counts = Add(counts, statistic(x, y));
            exchanged[i]++;
            i = 1;
        }
    }

    private static PermutationCounts Add(PermutationCounts counts, double value) => counts with
    {
        Pairings = counts.Pairings + 1,
        AtMost = counts.AtMost + (value <= counts.Observed + Tolerance ? 1 : 0),
        AtLeast = counts.AtLeast + (value >= counts.Observed - Tolerance ? 1 : 0),
        Absolute = counts.Absolute + (Math.Abs(value) >= Math.Abs(counts.Observed) - Tolerance ? 1 : 0),
    };
}
