namespace BioZooCte.Cli.Rank;

/// <summary>What ranking gave.</summary>
/// <param name="View">What is shown.</param>
/// <param name="WriteJson">Writes all of it as JSON.</param>
/// <param name="WriteCsv">Writes all of it as CSV.</param>
internal sealed record RankOutcome(RankingView View, Func<Stream, Task> WriteJson, Func<Stream, Task> WriteCsv);
