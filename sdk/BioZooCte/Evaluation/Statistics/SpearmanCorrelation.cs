namespace BioZooCte.Evaluation.Statistics;

/// <summary>
/// Spearman's ρ: Pearson's r of the ranks, ties averaged; from −1 to 1. NaN for fewer than two values, a
/// constant side, or a NaN among them.
/// </summary>
internal static class SpearmanCorrelation
{
    /// <summary>ρ of two lists of equal length.</summary>
    public static double Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y) => PairedValues.CanCorrelate(x, y)
        ? PearsonCorrelation.Of(RankOrder.Average(x), RankOrder.Average(y))
        : double.NaN;
}
