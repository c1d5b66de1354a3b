using System.Numerics;

namespace BioZooCte.Numerics;

/// <summary>Exact percentiles of values in memory; NaN is passed over.</summary>
internal static class Percentiles
{
    /// <summary>Up to here sorting a copy costs less than clearing a radix selection's counts.</summary>
    public const int SortedAtMost = 4096;

    /// <summary>The percentiles of some values; NaN where none is a number.</summary>
    /// <param name="values">The values, in any order.</param>
    /// <param name="scratch">At least as many elements, or <see cref="SortedAtMost"/>; overwritten.</param>
    /// <param name="percentiles">What is asked for.</param>
    /// <param name="results">One entry for each percentile.</param>
    public static void Of<T>(
        ReadOnlySpan<T> values, Span<T> scratch, IReadOnlyList<Percentile> percentiles, Span<double> results)
        where T : unmanaged, INumber<T>
    {
        if (values.Length > SortedAtMost)
        {
            RadixSelection<T>.Select(values, percentiles, results);
            return;
        }

        int count = 0;
        foreach (T value in values)
        {
            if (!T.IsNaN(value))
            {
                scratch[count++] = value;
            }
        }

        Span<T> sorted = scratch[..count];
        sorted.Sort();
        for (int i = 0; i < percentiles.Count; i++)
        {
            results[i] = OfSorted<T>(sorted, percentiles[i]);
        }
    }

    private static double OfSorted<T>(ReadOnlySpan<T> sorted, Percentile percentile)
        where T : unmanaged, INumber<T>
    {
        if (sorted.IsEmpty)
        {
            return double.NaN;
        }

        PercentileRank rank = percentile.RankAmong(sorted.Length);
        double lower = double.CreateTruncating(sorted[(int)rank.Lower]);
        return rank.Between(lower, double.CreateTruncating(sorted[(int)rank.Upper]));
    }
}
