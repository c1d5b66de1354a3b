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

        Span<double> sorted = values.AsSpan(0, count);
        sorted.Sort();
        if (count == 0)
        {
            return null;
        }

        double tail = (1 - confidence) / 2;
        return new ScoreInterval(Quantile(sorted, tail), Quantile(sorted, 1 - tail));
    }

    private static double Quantile(ReadOnlySpan<double> sorted, double share)
    {
        double position = share * (sorted.Length - 1);
        int lower = (int)position;
        double next = sorted[Math.Min(lower + 1, sorted.Length - 1)];
        return sorted[lower] + ((position - lower) * (next - sorted[lower]));
    }
}
