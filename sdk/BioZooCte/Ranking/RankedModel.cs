using System.Collections.Immutable;

namespace BioZooCte.Ranking;

/// <summary>A measured model with what decides its place.</summary>
/// <param name="Measured">The model.</param>
/// <param name="Interval">The interval of its score.</param>
/// <param name="Flags">Its flags.</param>
internal sealed record RankedModel(
    MeasuredModel Measured, ScoreInterval? Interval, ImmutableArray<string> Flags)
{
    /// <summary>Whether a flag puts it after all others.</summary>
    public bool IsSetAside { get; } = Flags.Any(ModelFlags.SetsAside);

    /// <summary>
    /// 0 for models in their place, 1 for those set aside, 2 for those without a score, 3 for those that
    /// could not run.
    /// </summary>
    private int Level =>
        Measured.Evidence.Error is not null ? 3 : Measured.Score is null ? 2 : IsSetAside ? 1 : 0;

    /// <summary>Which comes first.</summary>
    public static int Compare(RankedModel a, RankedModel b, bool higherIsBetter)
    {
        int order = a.Level.CompareTo(b.Level);
        if (order == 0)
        {
            int ascending = Nullable.Compare(a.Measured.Score, b.Measured.Score);
            order = higherIsBetter ? -ascending : ascending;
        }

        return order != 0 ? order : string.CompareOrdinal(a.Measured.Id, b.Measured.Id);
    }

    /// <summary>The model's entry in the ranking.</summary>
    public ModelScore ToScore(int? rank, int? tieGroup) => new()
    {
        Id = Measured.Id,
        Source = Measured.Evidence.Source,
        Sha256 = Measured.Evidence.Sha256,
        Rank = rank,
        Score = Measured.Score,
        Interval = Interval,
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
