using System.Collections.Immutable;

namespace BioZooCte.Ranking;

/// <summary>Models in order of quality, with how sure that order is.</summary>
public sealed record ModelRanking
{
    /// <summary>
    /// The models, one structure after the other: by score, then those set aside by a flag, by score, then those
    /// that ran and have no score. Those that could not run stand at the end. What is equal stands in the order of
    /// <see cref="ModelScore.Id"/>.
    /// </summary>
    public required ImmutableArray<ModelScore> Models { get; init; }

    /// <summary>
    /// The structures that models segment, each ranked by itself: those of most models first, <c>unstated</c> last.
    /// Nothing is said across them.
    /// </summary>
    public ImmutableArray<StructureRanking> Structures { get; init; } = [];

    /// <summary>The name of the metric, such as <c>miou</c>.</summary>
    public required string Metric { get; init; }

    /// <summary>
    /// How a model's score comes from the metric: <c>cte</c>, <c>agreement</c> or <c>combined</c>. Where structures
    /// differ in it, that of the first; each structure says its own.
    /// </summary>
    public required string Estimator { get; init; }

    /// <summary>Whether a greater score is better; as above.</summary>
    public required bool HigherIsBetter { get; init; }

    /// <summary>The sweep over strengths of a perturbation; null where none was asked for.</summary>
    public StrengthSweep? Sweep { get; init; }

    /// <summary>Whether the run was ended before all models had seen all images.</summary>
    public required bool IsPartial { get; init; }
}
