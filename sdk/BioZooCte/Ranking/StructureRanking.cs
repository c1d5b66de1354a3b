using System.Collections.Immutable;

namespace BioZooCte.Ranking;

/// <summary>The models of one ranking that segment the same structure: they alone are compared.</summary>
public sealed record StructureRanking
{
    /// <summary>The structure, such as <c>nuclei</c>; <c>unstated</c> for models that do not say it.</summary>
    public required string Name { get; init; }

    /// <summary>The identifiers of the models that ran, in their order.</summary>
    public required ImmutableArray<string> Models { get; init; }

    /// <summary>What ordered them: <c>cte</c>, <c>agreement</c> or <c>combined</c>.</summary>
    public required string Estimator { get; init; }

    /// <summary>Whether a greater score is better.</summary>
    public required bool HigherIsBetter { get; init; }

    /// <summary>
    /// Whether those who lead the consensus stand by it: the median over images of Σ weight · consistency (mean
    /// IoU); from 0 to 1, greater is firmer. Null where there is no vote.
    /// </summary>
    public double? Firmness { get; init; }

    /// <summary>
    /// The two camps that the models split into, by their identifiers, the greater camp first: they agree inside
    /// (median pairwise mean IoU above 0.7) and not across (below 0.4). Empty where there are none.
    /// </summary>
    public ImmutableArray<ImmutableArray<string>> Camps { get; init; } = [];

    /// <summary>Those of <see cref="StructureFlags"/>.</summary>
    public ImmutableArray<string> Flags { get; init; } = [];

    /// <summary>
    /// How far each two models agree: mean IoU of their foregrounds and backgrounds, median over images, rows and
    /// columns in the order of <see cref="Models"/>; null where it is not defined.
    /// </summary>
    public ImmutableArray<ImmutableArray<double?>> Overlaps { get; init; } = [];
}
