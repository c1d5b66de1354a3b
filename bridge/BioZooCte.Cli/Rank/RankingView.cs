using System.Collections.Immutable;

namespace BioZooCte.Cli.Rank;

/// <summary>A ranking, as far as it is shown.</summary>
/// <param name="Metric">The metric's name.</param>
/// <param name="HigherIsBetter">Whether a greater score is better.</param>
/// <param name="IsPartial">Whether it was stopped before the end.</param>
/// <param name="Models">The models, in order of quality.</param>
internal sealed record RankingView(
    string Metric, bool HigherIsBetter, bool IsPartial, ImmutableArray<RankingRow> Models);
