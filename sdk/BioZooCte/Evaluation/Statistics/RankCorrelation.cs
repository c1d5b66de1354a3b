namespace BioZooCte.Evaluation.Statistics;

/// <summary>
/// How well scores that were given without labels agree with performance that was measured with them. Higher
/// is better, but for <see cref="Regret"/> and the p-values; NaN where a value is not defined: fewer than two
/// models, or all of them alike; for r also where a score is infinite.
/// </summary>
public sealed record RankCorrelation
{
    private RankCorrelation()
    {
    }

    /// <summary>The models that have both a score and a performance.</summary>
    public required int Models { get; init; }

    /// <summary>Kendall's τ-b, from −1 to 1 (doi:10.1093/biomet/33.3.239).</summary>
    public required double KendallTau { get; init; }

    /// <summary>Spearman's ρ, ties averaged, from −1 to 1.</summary>
    public required double SpearmanRho { get; init; }

    /// <summary>Pearson's r of the values themselves, from −1 to 1.</summary>
    public required double PearsonR { get; init; }

    /// <summary>
    /// Kendall's τ with additive hyperbolic weights, the mean of both orders, from −1 to 1 (arXiv:1404.3325).
    /// </summary>
    public required double WeightedTau { get; init; }

    /// <summary>
    /// Two-sided p-value of <see cref="KendallTau"/> over the pairings of scores with performances: all of
    /// them for up to eight models, else drawn from the seed.
    /// </summary>
    public required double KendallTauPValue { get; init; }

    /// <summary>Two-sided p-value of <see cref="SpearmanRho"/>, likewise.</summary>
    public required double SpearmanRhoPValue { get; init; }

    /// <summary>Two-sided p-value of <see cref="PearsonR"/>, likewise.</summary>
    public required double PearsonRPValue { get; init; }

    /// <summary>Two-sided p-value of <see cref="WeightedTau"/>, likewise.</summary>
    public required double WeightedTauPValue { get; init; }

    /// <summary>
    /// The best performance less that of the model with the highest score, of equal ones the first in the
    /// list; from 0, lower is better.
    /// </summary>
    public required double Regret { get; init; }

    /// <summary>Compares scores with performances; models without either (NaN) are left out.</summary>
    /// <param name="scores">Higher is better.</param>
    /// <param name="performance">Of the same models in the same order; higher is better.</param>
    /// <param name="seed">The seed of the pairings that are drawn for more than eight models.</param>
    /// <exception cref="ArgumentOutOfRangeException">The lists differ in length.</exception>
    public static RankCorrelation Of(
        IReadOnlyList<double> scores, IReadOnlyList<double> performance, ulong seed = 0)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(performance);
        (double[] x, double[] y) = PairedValues.WithoutMissing([.. scores], [.. performance]);
        PermutationCounts tau = PermutationTest.Run(x, y, Statistics.KendallTau.Of, seed);
        PermutationCounts rho = PermutationTest.Run(x, y, SpearmanCorrelation.Of, seed);
        PermutationCounts r = PermutationTest.Run(x, y, PearsonCorrelation.Of, seed);
        PermutationCounts weighted = PermutationTest.Run(x, y, (a, b) => WeightedKendallTau.Of(a, b), seed);
        return new RankCorrelation
        {
            Models = x.Length,
            KendallTau = tau.Observed,
            SpearmanRho = rho.Observed,
            PearsonR = r.Observed,
            WeightedTau = weighted.Observed,
            KendallTauPValue = tau.TwoSided,
            SpearmanRhoPValue = rho.TwoSided,
            PearsonRPValue = r.TwoSided,
            WeightedTauPValue = weighted.TwoSided,
            Regret = TopOneRegret.Of(x, y),
        };
    }
}
