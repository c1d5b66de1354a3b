using System.Collections.Immutable;

using BioZooCte.Agreement;
using BioZooCte.Consistency;
using BioZooCte.Numerics;
using BioZooCte.Segmentation;

namespace BioZooCte.Ranking;

/// <summary>
/// Orders models by their evidence, one structure after the other. Neither the order of the models nor that of the
/// images changes anything but the order of <see cref="ModelScore.PerImage"/>.
/// </summary>
internal static class Ranker
{
    /// <summary>The probability above which votes are foreground where nothing else is asked for.</summary>
    private const double UsualThreshold = 0.5;

    /// <summary>Ranks models.</summary>
    /// <param name="evidence">What was measured of each.</param>
    /// <param name="metric">How alike two predictions are.</param>
    /// <param name="rules">The limits.</param>
    /// <param name="isPartial">Whether the run was ended before all models had seen all images.</param>
    /// <param name="estimator">What orders the models.</param>
    /// <param name="threshold">Above it a probability is foreground.</param>
    /// <param name="threads">Threads that may work at the same time; the result does not depend on it.</param>
    /// <exception cref="TooFewVotesException">
    /// Models were to be compared, and no structure has enough of them; not thrown where the run was ended.
    /// </exception>
    public static ModelRanking Rank(
        IReadOnlyList<ModelEvidence> evidence,
        ConsistencyMetric metric,
        RankingRules rules,
        bool isPartial,
        RankingEstimator estimator = RankingEstimator.Automatic,
        double threshold = UsualThreshold,
        int threads = 1)
    {
        RankedImages images = new(evidence);
        ImmutableArray<string> ids = IdsOf(evidence);
        MeasuredModel[] unsorted = new MeasuredModel[evidence.Count];
        ParallelLoop.For(unsorted.Length, threads, i =>
            unsorted[i] = MeasuredModel.Of(evidence[i], ids[i], images, metric));
        ImmutableArray<MeasuredModel> measured = [.. unsorted.OrderBy(model => model.Id, StringComparer.Ordinal)];
        ImmutableArray<MeasuredModel> ran = [.. measured.Where(model => model.Evidence.Error is null)];
        ImmutableArray<StructureGroup> groups = Compare(ran, threshold, images.Count, threads);
        ThrowIfTooFew(groups, isPartial ? RankingEstimator.Automatic : estimator);
        (StructureRanking Structure, ImmutableArray<ModelScore> Models)[] ranked =
            [.. groups.Select(group => StructureRanker.Rank(group, estimator, metric, rules, images.Count, threads))];
        IEnumerable<ModelScore> notRun = measured
            .Where(model => model.Evidence.Error is not null)
            .Select(model => new ComparedModel(model, null, []))
            .Select(model => new RankedModel(model, null, null, FlagFinder.Find(model.Measured, rules, true))
                .ToScore(structure: null, rank: null, tieGroup: null));
        StructureRanking? first = ranked.Select(one => one.Structure).FirstOrDefault();
        return new ModelRanking
        {
            Models = [.. ranked.SelectMany(one => one.Models), .. notRun],
            Structures = [.. ranked.Select(one => one.Structure)],
            Metric = metric.Name,
            Estimator = first?.Estimator ?? NameOf(estimator),
            HigherIsBetter = first?.HigherIsBetter ?? metric.HigherIsBetter,
            IsPartial = isPartial,
        };
    }

    /// <summary>For each model the shortest end of its path that no other has.</summary>
    public static ImmutableArray<string> IdsOf(IEnumerable<ModelEvidence> evidence) => PathSuffixes.ShortestUnique(
        [.. evidence.Select(model => PathSuffixes.ModelParts(model.Source, model.Id))]);

    /// <summary>The structures among whose models one stands.</summary>
    public static IEnumerable<string> StructuresOf(MeasuredModel model) =>
        model.Evidence.Structures.IsEmpty ? [KnownStructures.Unstated] : model.Evidence.Structures.Distinct();

    private static string NameOf(RankingEstimator estimator) => KnownEstimators.NameOf(
        estimator == RankingEstimator.Automatic ? RankingEstimator.Cte : estimator);

    private static ImmutableArray<StructureGroup> Compare(
        ImmutableArray<MeasuredModel> ran, double threshold, int imageCount, int threads)
    {
        ImmutableArray<int> voteGroups = VoteGroups.Of(
            [.. ran.Select(m => new VoteIdentity(m.Evidence.Sha256, m.Evidence.ZooId, m.Evidence.Parent))]);
        int[] inOrder = [.. voteGroups.Distinct()];
        IEnumerable<IGrouping<string, int>> byStructure = Enumerable.Range(0, ran.Length)
            .SelectMany(m => StructuresOf(ran[m]).Select(name => (Name: name, Model: m)))
            .GroupBy(one => one.Name, one => one.Model)
            .OrderBy(group => group.Key == KnownStructures.Unstated)
            .ThenByDescending(group => group.Count())
            .ThenBy(group => group.Key, StringComparer.Ordinal);
        return
        [
            .. byStructure.Select(group => StructureGroup.Compare(
                group.Key,
                [.. group.Select(m => ran[m])],
                [.. group.Select(m => Array.IndexOf(inOrder, voteGroups[m]) + 1)],
                threshold,
                imageCount,
                threads)),
        ];
    }

    private static void ThrowIfTooFew(ImmutableArray<StructureGroup> groups, RankingEstimator asked)
    {
        int votes = groups.IsEmpty ? 0 : groups.Max(group => group.Votes);
        if (asked is RankingEstimator.Agreement or RankingEstimator.Combined && votes < TooFewVotesException.Expected)
        {
            throw new TooFewVotesException(asked, votes);
        }
    }
}
