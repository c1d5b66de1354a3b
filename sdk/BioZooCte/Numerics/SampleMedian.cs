using System.Runtime.InteropServices;

namespace BioZooCte.Numerics;

/// <summary>Medians.</summary>
internal static class SampleMedian
{
    /// <summary>
    /// The median, the mean of the two in the middle for an even number; the values, no NaN, change places. Null of none.
    /// </summary>
    public static double? Of(Span<double> values)
    {
        if (values.IsEmpty)
        {
            return null;
        }

        int place = (values.Length - 1) / 2;
        double lower = QuickSelect.At(values, place);
        return values.Length % 2 == 1 ? lower : Middle(lower, LeastOf(values[(place + 1)..]));
    }

    /// <summary>The value between the two in the middle; exactly theirs where they are equal.</summary>
    public static double Middle(double lower, double upper) => lower + ((upper - lower) / 2);

    /// <summary>The median of those that are there. Null of none.</summary>
    public static double? Of(IEnumerable<double?> values)
    {
        List<double> known = new(values.TryGetNonEnumeratedCount(out int count) ? count : 0);
        foreach (double? value in values)
        {
            if (value is double one)
            {
                known.Add(one);
            }
        }

        return Of(CollectionsMarshal.AsSpan(known));
    }

    private static double LeastOf(ReadOnlySpan<double> values)
    {
        double least = values[0];
        foreach (double value in values)
        {
            least = Math.Min(least, value);
        }

        return least;
    }
}
