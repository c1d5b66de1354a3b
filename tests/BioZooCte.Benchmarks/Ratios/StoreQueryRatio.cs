using System.Collections.Immutable;

using BioZooCte.Agreement;
using BioZooCte.Ranking;
using BioZooCte.Results;

namespace BioZooCte.Benchmarks.Ratios;

/// <summary>
/// What a ranking of 100 models on 500 images takes of which a store has everything, 100,000 pairs, beyond opening the
/// models and reading the images: the goal is 0.3 s, as a user waits. What it takes of both processors, and the parts,
/// stand beside it.
/// </summary>
internal sealed class StoreQueryRatio : IRatio
{
    private const int Models = 100;
    private const int Images = 500;
    private const int Positions = 16;
    private const double Goal = 0.3;

    /// <inheritdoc/>
    public IEnumerable<RatioResult> Measure() =>
        Measure("cte", RankingEstimator.Cte, 0).Concat(Measure("combined", RankingEstimator.Combined, Positions));

    private static IEnumerable<RatioResult> Measure(string name, RankingEstimator estimator, int positions)
    {
        using StoredLab lab = new(Models, Images, estimator, positions);
        IReadOnlyList<ModelLedger> ledgers = lab.ReadInputs();
        using VoteStore kept = new();
        ImmutableArray<ModelEvidence> evidence = lab.Query(ledgers, kept);
        yield return Result(
            $"ranking of 100,000 kept pairs beyond its inputs, {name}",
            Interleaved.Difference(() => lab.Rank(), () => lab.ReadInputs(), repetitions: 1),
            Goal);
        yield return Result(
            $"the same of all processors' time, {name}",
            Interleaved.ProcessorDifference(() => lab.Rank(), () => lab.ReadInputs(), repetitions: 1),
            null);
        yield return Result(
            $"of it: asking the store, {name}",
            Interleaved.ProcessorDifference(
                () =>
                {
                    using VoteStore votes = new();
                    lab.Query(ledgers, votes);
                },
                () => { },
                repetitions: 1),
            null);
        yield return Result(
            $"of it: ranking, {name}",
            Interleaved.ProcessorDifference(() => lab.Rank(evidence), () => { }, repetitions: 1),
            null);
    }

    private static RatioResult Result(string name, TimeSpan time, double? goal) =>
        new(name, time.TotalSeconds, goal, Unit: "s");
}
