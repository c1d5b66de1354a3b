using BioZooCte.Numerics;

namespace BioZooCte.Ranking;

/// <summary>Quantiles.</summary>
internal static class OrderStatistics
{
    /// <summary>
    /// The interval between the quantiles (1 − <paramref name="confidence"/>)/2 and (1 + <paramref
    /// name="confidence"/>)/2, linear between neighbours. NaN are left out. Null where nothing else is there.
    /// </summary>
    public static ScoreInterval? Interval(ReadOnlySpan<double> resampled, double confidence)
    {
        double[] values = new double[resampled.Length];
        int count = 0;
        foreach (double value in resampled)
        {
            if (!double.IsNaN(value))
            {
                values[count++] = value;
            }
        }

        if (count == 0)
        {
            return null;
        }

        Span<double> known = values.AsSpan(0, count);
        double tail = (1 - confidence) / 2;
        return new ScoreInterval(Quantile(known, tail), Quantile(known, 1 - tail));
    }

    private static double Quantile(Span<double> values, double share)
    {
        double position = share * (values.Length - 1);
        int place = (int)position;
        double lower = QuickSelect.At(values, place);
        double next = QuickSelect.At(values, Math.Min(place + 1, values.Length - 1));
        return lower + ((position - place) * (next - lower));
    }
}
