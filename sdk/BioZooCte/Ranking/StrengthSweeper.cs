using System.Collections.Immutable;

using BioZooCte.Consistency;
using BioZooCte.Numerics;
using BioZooCte.Perturbations;

namespace BioZooCte.Ranking;

/// <summary>Compares the strengths of a perturbation by what they show of the models.</summary>
internal sealed class StrengthSweeper
{
    private readonly IReadOnlyList<ModelEvidence> _evidence;
    private readonly RankedImages _images;
    private readonly ImmutableArray<string> _ids;
    private readonly ConsistencyMetric _metric;
    private readonly RankingRules _rules;

    private StrengthSweeper(IReadOnlyList<ModelEvidence> evidence, ConsistencyMetric metric, RankingRules rules)
    {
        _evidence = evidence;
        _images = new RankedImages(evidence);
        _ids = Ranker.IdsOf(evidence);
        _metric = metric;
        _rules = rules;
    }

    /// <summary>The sweep over evidence that has pairs of every strength.</summary>
    public static StrengthSweep Sweep(
        IReadOnlyList<ModelEvidence> evidence, StrengthLadder ladder, ConsistencyMetric metric, RankingRules rules)
    {
        StrengthSweeper sweeper = new(evidence, metric, rules);
        List<SweptStrength> strengths = [];
        for (int i = 0; i < ladder.Labels.Length; i++)
        {
            strengths.Add(sweeper.Judge(ladder.Labels[i], ladder.Strengths[i], strengths.FirstOrDefault()));
        }

        // OrderBy keeps the order of equal ones, in which the weakest is the first.
        SweptStrength best = strengths
            .OrderBy(strength => strength.IsCollapsed)
            .ThenByDescending(strength => strength.PairsToldApart)
            .First();
        return new StrengthSweep(ladder.Name, [.. strengths], best.Perturbation);
    }

    /// <summary>
    /// The evidence of one strength alone; a model that has no pair of any strength of the ladder keeps what it has.
    /// </summary>
    public static ImmutableArray<ModelEvidence> Only(
        IEnumerable<ModelEvidence> evidence, string label, StrengthLadder ladder) =>
    [
        .. evidence.Select(model => model.Images.Any(image => image.Pairs.Any(p => ladder.Labels.Contains(p.Perturbation)))
            ? Only(model, label)
            : model),
    ];

    private static ModelEvidence Only(ModelEvidence model, string label) => model with
    {
        Images =
        [
            .. model.Images.Select(image => image with
            {
                Pairs = [.. image.Pairs.Where(pair => pair.Perturbation == label)],
            }),
        ],
    };

    private SweptStrength Judge(string label, double strength, SweptStrength? weakest)
    {
        ComparedModel[] models =
        [
            .. _evidence.Select((model, i) => MeasuredModel.Of(Only(model, label), _ids[i], _images, _metric))
                .Where(model => model.Evidence.Error is null)
                .Select(model => new ComparedModel(model, voteGroup: null, [])),
        ];
        Bootstrap bootstrap = new(models, RankingEstimator.Cte, _metric, _rules, _images.Count);
        int pairs = 0;
        int toldApart = 0;
        for (int a = 0; a < models.Length; a++)
        {
            for (int b = a + 1; b < models.Length; b++)
            {
                if (models[a].Measured.Score is not null && models[b].Measured.Score is not null
                    && AreOfOneStructure(models[a].Measured, models[b].Measured))
                {
                    pairs++;
                    toldApart += bootstrap.DifferenceInterval(models[a], models[b])?.Contains(0) == false ? 1 : 0;
                }
            }
        }

        ImmutableSortedDictionary<string, double?> scores = models.ToImmutableSortedDictionary(
            model => model.Measured.Id, model => model.Measured.Score, StringComparer.Ordinal);
        return new SweptStrength
        {
            Perturbation = label,
            Strength = strength,
            Scores = scores,
            Median = SampleMedian.Of(scores.Values),
            Pairs = pairs,
            PairsToldApart = toldApart,
            IsCollapsed = weakest is not null && HasCollapsed(scores, weakest),
        };
    }

    private bool HasCollapsed(ImmutableSortedDictionary<string, double?> scores, SweptStrength weakest) =>
        SampleMedian.Of(weakest.Scores.Where(model => model.Value > 0)
            .Select(model => (double?)((scores.GetValueOrDefault(model.Key) ?? 0) / model.Value!.Value)))
        < _rules.CollapsedShare;

    private static bool AreOfOneStructure(MeasuredModel a, MeasuredModel b) =>
        Ranker.StructuresOf(a).Intersect(Ranker.StructuresOf(b)).Any();
}
