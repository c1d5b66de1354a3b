using System.Collections.Immutable;

using BioZooCte.Ranking;

namespace BioZooCte.Cli.Rank;

/// <summary>A ranking, as far as it is shown.</summary>
/// <param name="Metric">The metric's name.</param>
/// <param name="HigherIsBetter">Whether a greater score is better.</param>
/// <param name="IsPartial">Whether it was stopped before the end.</param>
/// <param name="Models">The models, in order of quality.</param>
internal sealed record RankingView(
    string Metric, bool HigherIsBetter, bool IsPartial, ImmutableArray<RankingRow> Models)
{
    /// <summary>What ordered the models.</summary>
    public string Estimator { get; init; } = "cte";

    /// <summary>Of which shard it is, in words; null where it is of all images.</summary>
    public string? Shard { get; init; }

    /// <summary>The sweep by which a strength was found; null for none.</summary>
    public StrengthSweep? Sweep { get; init; }

    /// <summary>The structures that are ranked each by itself, in order; none where they are not told apart.</summary>
    public ImmutableArray<StructureView> Structures { get; init; } = [];

    /// <summary>
    /// The ranking of each structure by itself, with the models that ran; all of it where structures are not told
    /// apart.
    /// </summary>
    public IEnumerable<RankingView> Parts => Structures.IsEmpty
        ? [this]
        : Structures.Select(structure => this with
        {
            Estimator = structure.Estimator,
            HigherIsBetter = structure.HigherIsBetter,
            Structures = [structure],
            Models = [.. Models.Where(m => m.Error is null && m.Structure == structure.Name)],
        });
}
