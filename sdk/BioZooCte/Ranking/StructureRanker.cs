using System.Collections.Immutable;

using BioZooCte.Consistency;

namespace BioZooCte.Ranking;

/// <summary>Orders the models of one structure.</summary>
internal sealed class StructureRanker
{
    /// <summary>
    /// Firmness below which estimates are withheld: it was 0.92 to 0.96 on every set of images that some model
    /// fitted, 0.80 where none did.
    /// </summary>
    private const double LeastFirmness = 0.88;

    private readonly StructureGroup _group;
    private readonly RankingEstimator _estimator;
    private readonly ConsistencyMetric _metric;
    private readonly RankingRules _rules;
    private readonly Bootstrap _bootstrap;

    private StructureRanker(
        StructureGroup group,
        RankingEstimator estimator,
        ConsistencyMetric metric,
        RankingRules rules,
        int imageCount,
        int threads)
    {
        _group = group;
        _metric = metric;
        _rules = rules;
        _estimator = Choose(estimator, group, metric);
        _bootstrap = new Bootstrap(group.Models, _estimator, metric, rules, imageCount, threads);
    }

    private bool HigherIsBetter => _estimator != RankingEstimator.Cte || _metric.HigherIsBetter;

    private bool HasTooFewVotes => _estimator != RankingEstimator.Cte && _group.Votes < TooFewVotesException.Expected;

    /// <summary>Of two models either is the other's whole consensus, which is no estimate of the truth.</summary>
    private bool HasConsensus => _group.Votes >= TooFewVotesException.Expected;

    private bool StandsFirm => !(_group.Firmness < LeastFirmness);

    /// <summary>The ranking of a structure, and its models' entries in order.</summary>
    public static (StructureRanking Structure, ImmutableArray<ModelScore> Models) Rank(
        StructureGroup group,
        RankingEstimator estimator,
        ConsistencyMetric metric,
        RankingRules rules,
        int imageCount,
        int threads)
    {
        StructureRanker ranker = new(group, estimator, metric, rules, imageCount, threads);
        List<RankedModel> models = [.. group.Models.Select(ranker.Judge)];
        models.Sort((a, b) => RankedModel.Compare(a, b, ranker.HigherIsBetter));
        return (ranker.Describe(models), ranker.Number(models));
    }

    private static RankingEstimator Choose(
        RankingEstimator asked, StructureGroup group, ConsistencyMetric metric) => asked switch
        {
            RankingEstimator.Automatic when metric.CanBeCombined && group.Votes >= TooFewVotesException.Expected =>
                RankingEstimator.Combined,
            RankingEstimator.Automatic => RankingEstimator.Cte,
            _ => asked,
        };

    private RankedModel Judge(ComparedModel model)
    {
        double? score = HasTooFewVotes ? null : model.ScoreBy(_estimator);
        ScoreInterval? interval = score is null ? null : _bootstrap.Interval(model);
        bool hasInterval = score is null || interval is not null;
        return new RankedModel(model, score, interval, FlagFinder.Find(model.Measured, _rules, hasInterval))
        {
            EstimatedF1 = StandsFirm && HasConsensus && model.EstimatedF1 is double f1
                ? (f1, _bootstrap.EstimatedF1Interval(model))
                : null,
        };
    }

    private StructureRanking Describe(List<RankedModel> models)
    {
        int[] places = [.. models.Select(model => _group.Models.IndexOf(model.Compared))];
        List<string> flags = [];
        if (!StandsFirm)
        {
            flags.Add(StructureFlags.NoModelStandsFirm);
        }

        if (HasTooFewVotes)
        {
            flags.Add(StructureFlags.TooFewVotes);
        }

        return new StructureRanking
        {
            Name = _group.Name,
            Models = [.. models.Select(model => model.Measured.Id)],
            Estimator = KnownEstimators.NameOf(_estimator),
            HigherIsBetter = HigherIsBetter,
            Firmness = _group.Firmness,
            Camps = [.. _group.Camps.Select(camp => camp
                .Select(m => _group.Models[m].Measured.Id).ToImmutableArray())],
            Flags = [.. flags],
            Overlaps = [.. places.Select(a => places.Select(b => _group.Overlaps[a][b]).ToImmutableArray())],
        };
    }

    /// <summary>Gives ranks, and groups of models that cannot be told apart from the group's first.</summary>
    private ImmutableArray<ModelScore> Number(List<RankedModel> models)
    {
        ImmutableArray<ModelScore>.Builder scores = ImmutableArray.CreateBuilder<ModelScore>(models.Count);
        RankedModel? leader = null;
        int tieGroup = 0;
        foreach (RankedModel model in models)
        {
            if (model.Score is null)
            {
                scores.Add(model.ToScore(_group.Name, rank: null, tieGroup: null));
                continue;
            }

            if (leader is null || !IsTied(leader, model))
            {
                leader = model;
                tieGroup++;
            }

            scores.Add(model.ToScore(_group.Name, scores.Count + 1, tieGroup));
        }

        return scores.MoveToImmutable();
    }

    /// <summary>
    /// Whether nothing tells two models apart: too little data counts as that; a flag that sets one of them
    /// aside does tell.
    /// </summary>
    private bool IsTied(RankedModel leader, RankedModel model) =>
        leader.IsSetAside == model.IsSetAside
        && (_bootstrap.DifferenceInterval(leader.Compared, model.Compared)?.Contains(0) ?? true);
}
