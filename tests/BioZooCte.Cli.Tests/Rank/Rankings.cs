using BioZooCte.Cli.Rank;

namespace BioZooCte.Cli.Tests.Rank;

/// <summary>Rankings that tests are about.</summary>
internal static class Rankings
{
    public static RankingView Of(params RankingRow[] models) => new("miou", true, false, [.. models]);

    public static RankingRow Model(string id, int rank, double score, int tieGroup, params string[] flags) => new()
    {
        Id = id,
        Rank = rank,
        Score = score,
        Interval = (score - 0.02, score + 0.01),
        TieGroup = tieGroup,
        Images = 10,
        Scored = 10,
        Foreground = 0.123,
        Flags = [.. flags],
        IsSetAside = flags.Any(f => f is "predicts-nothing" or "predicts-everything" or "insensitive"),
    };

    /// <summary>A model that was compared with others.</summary>
    public static RankingRow Compared(string id, int rank, double cte, double agreement, int vote, params string[] flags) =>
        Model(id, rank, cte * agreement, rank, flags) with
        {
            Structure = "nuclei",
            Cte = cte,
            Agreement = agreement,
            EstimatedF1 = agreement - 0.01,
            EstimatedF1Interval = (agreement - 0.03, agreement + 0.01),
            VoteGroup = vote,
        };

    public static RankingRow NotRun(string id, string error) => new() { Id = id, Error = error };

    public static RankTask Task(RankingView view, Action<RankRequest>? look = null) => (request, _, _) =>
    {
        look?.Invoke(request);
        return System.Threading.Tasks.Task.FromResult(new RankOutcome(
            view,
            path => File.WriteAllTextAsync(path, "json"),
            path => File.WriteAllTextAsync(path, "csv"),
            path => File.WriteAllTextAsync(path, "html")));
    };
}
