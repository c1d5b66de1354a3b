namespace BioZooCte.Evaluation.Statistics;

/// <summary>
/// Kendall's τ-b: of the pairs of models, how many more two lists order alike than the other way round.
/// </summary>
/// <remarks>
/// Σ sign(Δx)·sign(Δy) over pairs / √(pairs untied in x · pairs untied in y); from −1 (reversed) to 1 (the
/// same order). NaN for fewer than two values, a constant side, or a NaN among them. Kendall 1945,
/// doi:10.1093/biomet/33.3.239.
/// </remarks>
internal static class KendallTau
{
    /// <summary>τ-b of two lists of equal length.</summary>
    public static double Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (!PairedValues.CanCorrelate(x, y))
        {
            return double.NaN;
        }

        long balance = 0;
        long untiedX = 0;
        long untiedY = 0;
        for (int i = 1; i < x.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                int a = x[i].CompareTo(x[j]);
                int b = y[i].CompareTo(y[j]);
                balance += a * b;
                untiedX += a * a;
                untiedY += b * b;
            }
        }

        return Math.Clamp(balance / Math.Sqrt(untiedX) / Math.Sqrt(untiedY), -1, 1);
    }
}
