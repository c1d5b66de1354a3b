using System.Collections.Immutable;

using BioZooCte.Consistency;

namespace BioZooCte.Ranking;

/// <summary>
/// Orders models by their evidence: for each image the mean over the perturbations and runs that gave a
/// score, then the median over images. Neither the order of the models nor that of the images changes
/// anything but the order of <see cref="ModelScore.PerImage"/>.
/// </summary>
internal static class Ranker
{
    /// <summary>The name of this estimator.</summary>
    public const string Estimator = "cte";

    /// <summary>Ranks models.</summary>
    public static ModelRanking Rank(
        IReadOnlyList<ModelEvidence> evidence, ConsistencyMetric metric, RankingRules rules, bool isPartial)
    {
        RankedImages images = new(evidence);
        ImmutableArray<string> ids = PathSuffixes.ShortestUnique(
            [.. evidence.Select(model => PathSuffixes.ModelParts(model.Source, model.Id))]);
        ImmutableArray<MeasuredModel> measured =
            [.. evidence.Select((model, i) => MeasuredModel.Of(model, ids[i], images, metric))];
        Bootstrap bootstrap = new(measured, metric, rules, images.Count);
        List<RankedModel> models = [];
        foreach (MeasuredModel model in measured)
        {
            ScoreInterval? interval = model.Score is null ? null : bootstrap.Interval(model);
            models.Add(new RankedModel(model, interval, FlagFinder.Find(model, rules, interval is not null)));
        }

        models.Sort((a, b) => RankedModel.Compare(a, b, metric.HigherIsBetter));
        return new ModelRanking
        {
            Models = Number(models, bootstrap),
            Metric = metric.Name,
            Estimator = Estimator,
            HigherIsBetter = metric.HigherIsBetter,
            IsPartial = isPartial,
        };
    }

    /// <summary>Gives ranks, and groups of models that cannot be told apart from the group's first.</summary>
    private static ImmutableArray<ModelScore> Number(List<RankedModel> models, Bootstrap bootstrap)
    {
        ImmutableArray<ModelScore>.Builder scores = ImmutableArray.CreateBuilder<ModelScore>(models.Count);
        RankedModel? leader = null;
        int group = 0;
        foreach (RankedModel model in models)
        {
            if (model.Measured.Score is null)
            {
                scores.Add(model.ToScore(rank: null, tieGroup: null));
                continue;
            }

            if (leader is null || !IsTied(leader, model, bootstrap))
            {
                leader = model;
                group++;
            }

            scores.Add(model.ToScore(scores.Count + 1, group));
        }

        return scores.MoveToImmutable();
    }

    /// <summary>
    /// Whether nothing tells two models apart: too little data counts as that; a flag that sets one of them
    /// aside does tell.
    /// </summary>
    private static bool IsTied(RankedModel leader, RankedModel model, Bootstrap bootstrap) =>
        leader.IsSetAside == model.IsSetAside
        && (bootstrap.DifferenceInterval(leader.Measured, model.Measured)?.Contains(0) ?? true);
}
