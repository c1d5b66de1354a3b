namespace BioZooCte.Cli.Rank;

/// <summary>What ranking gave.</summary>
/// <param name="View">What is shown.</param>
/// <param name="WriteJson">Writes all of it to a JSON file.</param>
/// <param name="WriteCsv">Writes all of it to a CSV file.</param>
/// <param name="WriteHtml">Writes it as a page for people.</param>
internal sealed record RankOutcome(
    RankingView View, Func<string, Task> WriteJson, Func<string, Task> WriteCsv, Func<string, Task> WriteHtml)
{
    /// <summary>What went wrong beside the ranking, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
