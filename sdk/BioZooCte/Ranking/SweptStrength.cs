using System.Collections.Immutable;

namespace BioZooCte.Ranking;

/// <summary>What one strength of a perturbation shows of the models.</summary>
public sealed record SweptStrength
{
    /// <summary>The perturbation, such as <c>dropout:0.2</c>.</summary>
    public required string Perturbation { get; init; }

    /// <summary>The strength.</summary>
    public required double Strength { get; init; }

    /// <summary>
    /// Each model's consistency, the median over images, by <see cref="ModelScore.Id"/>; null where it has none.
    /// </summary>
    public required ImmutableSortedDictionary<string, double?> Scores { get; init; }

    /// <summary>The median over models; null where no model has a score.</summary>
    public required double? Median { get; init; }

    /// <summary>Pairs of models of one structure whose scores the images tell apart.</summary>
    public required int PairsToldApart { get; init; }

    /// <summary>All pairs of models of one structure that have scores.</summary>
    public required int Pairs { get; init; }

    /// <summary>
    /// Whether half of the models keep less than <see cref="RankingRules.CollapsedShare"/> of the consistency that they
    /// have at the weakest strength.
    /// </summary>
    public required bool IsCollapsed { get; init; }
}
