using System.Collections.Immutable;

using BioZooCte.Ranking;

namespace BioZooCte.Reports;

/// <summary>A ranking as evidence: with what it was made from and by.</summary>
/// <param name="Ranking">The ranking.</param>
public sealed record RankingReport(ModelRanking Ranking)
{
    /// <summary>The options of the run, in the order to be written; no name twice.</summary>
    /// <value>None.</value>
    public ImmutableArray<ReportOption> Options
    {
        get;
        init
        {
            ThrowIfTwice(nameof(Options), value.Select(option => option.Name));
            field = value;
        }
    } = [];

    /// <summary>The versions of the software, in the order to be written; no name twice.</summary>
    /// <value>None.</value>
    public ImmutableArray<SoftwareVersion> Software
    {
        get;
        init
        {
            ThrowIfTwice(nameof(Software), value.Select(software => software.Name));
            field = value;
        }
    } = [];

    private static void ThrowIfTwice(string list, IEnumerable<string> names)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        if (names.FirstOrDefault(name => !seen.Add(name)) is string twice)
        {
            throw new ArgumentException($"{list}: {twice} is there twice; expected each name once.", list);
        }
    }
}
