using System.Collections.Immutable;

using BioZooCte.Evaluation.Statistics;
using BioZooCte.Ranking;

namespace BioZooCte.Evaluation.Targets;

/// <summary>What came of judging models on one target.</summary>
/// <param name="Name">The target.</param>
/// <param name="Performance">What the scores are held against.</param>
/// <param name="Models">The models, the best performance first, then by name.</param>
/// <param name="Estimators">The estimators, by the order in which they were asked for.</param>
public sealed record TargetEvaluation(
    string Name,
    PerformanceMeasure Performance,
    ImmutableArray<EvaluatedModel> Models,
    ImmutableArray<EvaluatedEstimator> Estimators)
{
    /// <summary>The sweep over strengths of a perturbation; null where none was asked for.</summary>
    public StrengthSweep? Sweep { get; init; }

    /// <summary>What the models segment; null where they segment several structures.</summary>
    public string? Structure { get; init; }

    /// <summary>
    /// Whether the models that lead stand by their answer, from 0 to 1; null where nothing was compared, or models
    /// segment several structures.
    /// </summary>
    public double? Firmness { get; init; }

    /// <summary>The estimators without those of a sweep's strengths that it does not recommend.</summary>
    public IEnumerable<EvaluatedEstimator> MainEstimators => Sweep is null
        ? Estimators
        : Estimators.Where(estimator => estimator.Perturbation == Sweep.Recommended
            || Sweep.Strengths.All(strength => strength.Perturbation != estimator.Perturbation));

    /// <summary>
    /// Holds every estimator against the performance. Flags change nothing; a model that ran and has no score
    /// has found nothing, and counts with the worst one; one without performance is left out. Where an estimator beside
    /// consistency and agreement gives a model no score, it is left out for that estimator.
    /// </summary>
    /// <param name="name">The target.</param>
    /// <param name="measure">What the scores are held against.</param>
    /// <param name="models">The models.</param>
    /// <param name="estimators">The estimators' names; scores of higher models are higher.</param>
    /// <param name="seed">The seed of permutations where there are too many to try all.</param>
    /// <param name="worst">What a score that is not there counts as.</param>
    /// <param name="others">The names of estimators beside consistency and agreement.</param>
    internal static TargetEvaluation Of(
        string name,
        PerformanceMeasure measure,
        IEnumerable<EvaluatedModel> models,
        IEnumerable<string> estimators,
        ulong seed,
        double worst = 0,
        IEnumerable<string>? others = null)
    {
        ImmutableArray<EvaluatedModel> ordered =
            [.. models.OrderByDescending(m => m.PerformanceBy(measure) ?? -1).ThenBy(m => m.Id, StringComparer.Ordinal)];
        EvaluatedModel[] byName = [.. ordered.OrderBy(m => m.Id, StringComparer.Ordinal)];
        double[] performance = [.. byName.Select(m => m.PerformanceBy(measure) ?? double.NaN)];
        return new TargetEvaluation(
            name,
            measure,
            ordered,
            [.. estimators.Select(name => Held(name, worst)), .. (others ?? []).Select(name => Held(name, double.NaN))]);

        EvaluatedEstimator Held(string estimator, double missing) => new(
            estimator,
            RankCorrelation.Of(
                [.. byName.Select(m => m.Scores.GetValueOrDefault(estimator) ?? missing)], performance, seed));
    }
}
