using BioZooCte.Ranking;

namespace BioZooCte.Cli.Rank;

/// <summary>Takes from the library's ranking what is shown.</summary>
internal static class RankingViews
{
    /// <summary>The view of a ranking.</summary>
    public static RankingView Of(ModelRanking ranking) => new(
        ranking.Metric, ranking.HigherIsBetter, ranking.IsPartial, [.. ranking.Models.Select(Of)])
    {
        Estimator = ranking.Estimator,
        Sweep = ranking.Sweep,
        Structures =
        [
            .. ranking.Structures.Select(s => new StructureView(
                s.Name, s.Estimator, s.HigherIsBetter, s.Firmness, s.Camps, s.Flags)),
        ],
    };

    private static (double Low, double High)? Ends(ScoreInterval? interval) =>
        interval is ScoreInterval ends ? (ends.Low, ends.High) : null;

    private static RankingRow Of(ModelScore model) => new()
    {
        Id = model.Id,
        Rank = model.Rank,
        Score = model.Score,
        Interval = Ends(model.Interval),
        Cte = model.Cte,
        Agreement = model.Agreement,
        EstimatedF1 = model.EstimatedF1,
        EstimatedF1Interval = Ends(model.EstimatedF1Interval),
        VoteGroup = model.VoteGroup,
        Structure = model.Structure,
        TieGroup = model.TieGroup,
        Images = model.Images,
        Scored = model.Scored,
        Empty = model.Empty,
        Failed = model.Failed,
        Foreground = model.Foreground,
        Flags = model.Flags,
        IsSetAside = model.IsSetAside,
        Error = model.Error,
        Failures =
        [
            .. model.PerImage
                .Where(p => p.Reason is not (null or PairScore.EmptyReason))
                .Select(p => (p.Image, p.Reason!))
                .Distinct(),
        ],
    };
}
