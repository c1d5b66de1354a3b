using System.Collections.Immutable;

namespace BioZooCte.Ranking;

/// <summary>What can order models, by name.</summary>
public static class KnownEstimators
{
    private static readonly ImmutableArray<(string Name, RankingEstimator Estimator)> All =
    [
        ("cte", RankingEstimator.Cte),
        ("agreement", RankingEstimator.Agreement),
        ("combined", RankingEstimator.Combined),
    ];

    /// <summary>The names: <c>cte</c>, <c>agreement</c>, <c>combined</c>.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(known => known.Name)];

    /// <summary>The estimator of a name.</summary>
    /// <exception cref="FormatException">There is none of that name.</exception>
    public static RankingEstimator Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(known => known.Name == name) is (not null, RankingEstimator found)
            ? found
            : throw new FormatException($"estimator: '{name}'; expected one of {string.Join(", ", Names)}.");
    }

    /// <summary>The name of an estimator that orders models.</summary>
    internal static string NameOf(RankingEstimator estimator) =>
        All.Single(known => known.Estimator == estimator).Name;
}
