namespace BioZooCte.Evaluation.Statistics;

/// <summary>
/// Kendall's τ with hyperbolic weights: an exchange among the best counts for more than one among the worst.
/// </summary>
/// <remarks>
/// Σ sign(Δx)·sign(Δy)·w / √(Σ sign(Δx)²·w · Σ sign(Δy)²·w) over pairs i, j with w = 1/(ρᵢ + 1) + 1/(ρⱼ + 1),
/// or the product of the two, ρ = 0 for the highest; from −1 to 1. NaN for fewer than two values, a constant
/// side, or a NaN among them. Vigna 2015, arXiv:1404.3325.
/// </remarks>
internal static class WeightedKendallTau
{
    /// <summary>The weighted τ of two lists of equal length.</summary>
    /// <param name="x">The scores.</param>
    /// <param name="y">What they are held against.</param>
    /// <param name="order">Where ρ comes from.</param>
    /// <param name="additive">Whether the two weights of a pair are added up, not multiplied.</param>
    public static double Of(
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> y,
        WeightedTauOrder order = WeightedTauOrder.Averaged,
        bool additive = true)
    {
        if (!PairedValues.CanCorrelate(x, y))
        {
            return double.NaN;
        }

        return order switch
        {
            WeightedTauOrder.ByX => Weighted(x, y, RankOrder.Lexicographic(x, y), additive),
            WeightedTauOrder.ByPosition => Weighted(x, y, [.. Enumerable.Range(0, x.Length)], additive),
            _ => (Weighted(x, y, RankOrder.Lexicographic(x, y), additive)
                + Weighted(x, y, RankOrder.Lexicographic(y, x), additive)) / 2,
        };
    }

    private static double Weighted(ReadOnlySpan<double> x, ReadOnlySpan<double> y, int[] ranks, bool additive)
    {
        double balance = 0;
        double untiedX = 0;
        double untiedY = 0;
        for (int i = 1; i < x.Length; i++)
        {
            double own = 1.0 / (ranks[i] + 1);
            for (int j = 0; j < i; j++)
            {
                double other = 1.0 / (ranks[j] + 1);
                double weight = additive ? own + other : own * other;
                int a = x[i].CompareTo(x[j]);
                int b = y[i].CompareTo(y[j]);
                balance += a * b * weight;
                untiedX += a * a * weight;
                untiedY += b * b * weight;
            }
        }

        return Math.Clamp(balance / Math.Sqrt(untiedX) / Math.Sqrt(untiedY), -1, 1);
    }
}
