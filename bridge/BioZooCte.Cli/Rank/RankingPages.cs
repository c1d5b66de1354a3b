using System.Collections.Immutable;

using BioZooCte.Reports;
using BioZooCte.Reports.Html;

namespace BioZooCte.Cli.Rank;

/// <summary>Takes from a ranking, and from what is said of it, what a page shows.</summary>
internal static class RankingPages
{
    /// <summary>The page.</summary>
    public static RankingPage Of(RankingReport report, RankingView view, ImmutableArray<PictureGroup> pictures) => new(report)
    {
        Verdicts = [.. view.Parts.Select(part => RankingRenderer.Capitalized(Verdict.Of(part)))],
        Remarks = [.. view.Parts.Select(part => StructureWords.Remarks(part).ToImmutableArray())],
        FlagMeanings = view.Models.SelectMany(m => m.Flags).Distinct(StringComparer.Ordinal)
            .ToImmutableSortedDictionary(flag => flag, FlagWords.Of, StringComparer.Ordinal),
        Pictures = pictures,
    };
}
