namespace BioZooCte.Cli.Rank;

/// <summary>What ranking gave.</summary>
/// <param name="View">What is shown.</param>
/// <param name="WriteJson">Writes all of it to a JSON file.</param>
/// <param name="WriteCsv">Writes all of it to a CSV file.</param>
internal sealed record RankOutcome(RankingView View, Func<string, Task> WriteJson, Func<string, Task> WriteCsv);
