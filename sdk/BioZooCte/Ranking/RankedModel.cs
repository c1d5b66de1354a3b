using System.Collections.Immutable;

namespace BioZooCte.Ranking;

/// <summary>A compared model with what decides its place.</summary>
/// <param name="Compared">The model.</param>
/// <param name="Score">The value that decides the order; null where it has none.</param>
/// <param name="Interval">The interval of its score.</param>
/// <param name="Flags">Its flags.</param>
internal sealed record RankedModel(
    ComparedModel Compared, double? Score, ScoreInterval? Interval, ImmutableArray<string> Flags)
{
    /// <summary>Whether a flag puts it after all others.</summary>
    public bool IsSetAside { get; } = Flags.Any(ModelFlags.SetsAside);

    /// <summary>The estimate of its F1, with its interval; null where it is withheld.</summary>
    public (double Value, ScoreInterval? Interval)? EstimatedF1 { get; init; }

    /// <summary>What it shows by itself.</summary>
    public MeasuredModel Measured => Compared.Measured;

    /// <summary>0 for models in their place, 1 for those set aside, 2 for those without a score.</summary>
    private int Level => Score is null ? 2 : IsSetAside ? 1 : 0;

    /// <summary>Which comes first.</summary>
    public static int Compare(RankedModel a, RankedModel b, bool higherIsBetter)
    {
        int order = a.Level.CompareTo(b.Level);
        if (order == 0)
        {
            int ascending = Nullable.Compare(a.Score, b.Score);
            order = higherIsBetter ? -ascending : ascending;
        }

        return order != 0 ? order : string.CompareOrdinal(a.Measured.Id, b.Measured.Id);
    }

    /// <summary>The model's entry in the ranking.</summary>
    public ModelScore ToScore(string? structure, int? rank, int? tieGroup) => new()
    {
        Id = Measured.Id,
        Source = Measured.Evidence.Source,
        Sha256 = Measured.Evidence.Sha256,
        Structure = structure,
        Rank = rank,
        Score = Score,
        Interval = Interval,
        Cte = Measured.Score,
        Agreement = Compared.Agreement,
        EstimatedF1 = EstimatedF1?.Value,
        EstimatedF1Interval = EstimatedF1?.Interval,
        VoteGroup = Compared.VoteGroup,
        TieGroup = tieGroup,
        Images = Measured.Images.Length,
        Scored = Measured.Scored.Length,
        Empty = Measured.Empty,
        Failed = Measured.Failed,
        Foreground = Measured.Foreground,
        ForegroundRule = Measured.Evidence.Foreground,
        Flags = Flags,
        Error = Measured.Evidence.Error,
        Classes = Measured.Classes,
        PerImage = [.. Measured.Images.SelectMany(image => image.PairScores)],
    };
}
