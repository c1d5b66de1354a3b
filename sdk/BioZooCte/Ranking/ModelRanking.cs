using System.Collections.Immutable;

namespace BioZooCte.Ranking;

/// <summary>Models in order of quality, with how sure that order is.</summary>
public sealed record ModelRanking
{
    /// <summary>
    /// The models: by score, then those set aside by a flag, by score, then those that ran and have no score,
    /// then those that could not run. What is equal stands in the order of <see cref="ModelScore.Id"/>.
    /// </summary>
    public required ImmutableArray<ModelScore> Models { get; init; }

    /// <summary>The name of the metric, such as <c>miou</c>.</summary>
    public required string Metric { get; init; }

    /// <summary>
    /// How a model's score comes from the metric: <c>cte</c>, for each image the mean over perturbations and
    /// runs, then the median over images.
    /// </summary>
    public required string Estimator { get; init; }

    /// <summary>Whether a greater score is better.</summary>
    public required bool HigherIsBetter { get; init; }

    /// <summary>Whether the run was ended before all models had seen all images.</summary>
    public required bool IsPartial { get; init; }
}
