using System.Collections.Immutable;

namespace BioZooCte.Reports.Html;

/// <summary>A ranking as a page for people.</summary>
/// <param name="Report">The ranking, with what it was made from and by.</param>
public sealed record RankingPage(RankingReport Report)
{
    /// <summary>What the ranking says in a sentence or two, for each of its structures in their order.</summary>
    public ImmutableArray<string> Verdicts { get; init; } = [];

    /// <summary>What to know of each structure beside that, such as how firm the models stand.</summary>
    public ImmutableArray<ImmutableArray<string>> Remarks { get; init; } = [];

    /// <summary>What flags mean.</summary>
    public ImmutableSortedDictionary<string, string> FlagMeanings { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Pictures of what models find.</summary>
    public ImmutableArray<PictureGroup> Pictures { get; init; } = [];
}
