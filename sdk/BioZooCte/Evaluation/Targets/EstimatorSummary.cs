using System.Collections.Immutable;

using BioZooCte.Evaluation.Statistics;

namespace BioZooCte.Evaluation.Targets;

/// <summary>
/// How well one estimator agrees with measured performance over several targets: means and sample standard
/// deviations (ddof 1), NaN where a target's value does not exist left out; null where none exists, or one
/// for a deviation.
/// </summary>
public sealed record EstimatorSummary
{
    /// <summary>The estimator.</summary>
    public required string Name { get; init; }

    /// <summary>Kendall's τ-b.</summary>
    public required TargetMean KendallTau { get; init; }

    /// <summary>Spearman's ρ.</summary>
    public required TargetMean SpearmanRho { get; init; }

    /// <summary>Pearson's r.</summary>
    public required TargetMean PearsonR { get; init; }

    /// <summary>The weighted τ.</summary>
    public required TargetMean WeightedTau { get; init; }

    /// <summary>The regret of the first.</summary>
    public required TargetMean Regret { get; init; }

    /// <summary>Summarises the estimators that every target has, in the first target's order.</summary>
    public static ImmutableArray<EstimatorSummary> Over(IReadOnlyList<TargetEvaluation> targets)
    {
        ArgumentNullException.ThrowIfNull(targets);
        return targets.Count == 0
            ? []
            : [.. targets[0].Estimators.Select(e => e.Name)
                .Where(name => targets.All(t => t.Estimators.Any(e => e.Name == name)))
                .Select(name => Of(
                    name, [.. targets.Select(t => t.Estimators.First(e => e.Name == name).Correlation)]))];
    }

    private static EstimatorSummary Of(string name, RankCorrelation[] correlations) => new()
    {
        Name = name,
        KendallTau = TargetMean.Of(correlations.Select(c => c.KendallTau)),
        SpearmanRho = TargetMean.Of(correlations.Select(c => c.SpearmanRho)),
        PearsonR = TargetMean.Of(correlations.Select(c => c.PearsonR)),
        WeightedTau = TargetMean.Of(correlations.Select(c => c.WeightedTau)),
        Regret = TargetMean.Of(correlations.Select(c => c.Regret)),
    };
}
