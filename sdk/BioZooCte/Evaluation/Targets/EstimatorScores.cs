using System.Collections.Immutable;

using BioZooCte.Consistency;
using BioZooCte.Numerics;
using BioZooCte.Ranking;

namespace BioZooCte.Evaluation.Targets;

/// <summary>The scores of a ranking under the names of their estimators.</summary>
internal static class EstimatorScores
{
    private const string AgreementName = "agreement";

    /// <summary>
    /// The estimators of a ranking: <c>METRIC PERTURBATION</c> for each perturbation, over several of them
    /// <c>cte METRIC PERTURBATIONS</c>, <c>agreement</c>, and <c>combined METRIC PERTURBATIONS</c> where the metric
    /// allows it.
    /// </summary>
    /// <param name="metric">The metric.</param>
    /// <param name="perturbations">As given, such as <c>gamma:1.5</c>; in their order.</param>
    public static ImmutableArray<string> Names(ConsistencyMetric metric, IReadOnlyList<string> perturbations) =>
    [
        .. perturbations.Select(p => $"{metric.Name} {p}"),
        .. perturbations.Count > 1 ? [Over("cte", metric, perturbations)] : Array.Empty<string>(),
        AgreementName,
        .. metric.CanBeCombined ? [Over("combined", metric, perturbations)] : Array.Empty<string>(),
    ];

    /// <summary>
    /// A model's scores: for each image the mean over runs, then the median over images. Those of a metric
    /// where lower is better are turned round, so that higher is better.
    /// </summary>
    public static ImmutableSortedDictionary<string, double?> Of(
        ModelScore model, ConsistencyMetric metric, IReadOnlyList<string> perturbations)
    {
        double sign = metric.HigherIsBetter ? 1 : -1;
        ImmutableSortedDictionary<string, double?>.Builder scores =
            ImmutableSortedDictionary.CreateBuilder<string, double?>(StringComparer.Ordinal);
        foreach (string perturbation in perturbations)
        {
            scores[$"{metric.Name} {perturbation}"] =
                sign * MedianOver(model.PerImage.Where(p => p.Perturbation == perturbation));
        }

        if (perturbations.Count > 1)
        {
            scores[Over("cte", metric, perturbations)] = sign * model.Cte;
        }

        scores[AgreementName] = model.Agreement;
        if (metric.CanBeCombined)
        {
            scores[Over("combined", metric, perturbations)] = model.Cte * model.Agreement;
        }

        return scores.ToImmutable();
    }

    /// <summary>The worst score: that of a model that found nothing.</summary>
    public static double WorstOf(ConsistencyMetric metric) => metric.HigherIsBetter ? 0 : -metric.Worst;

    private static string Over(string estimator, ConsistencyMetric metric, IReadOnlyList<string> perturbations) =>
        $"{estimator} {metric.Name} {string.Join(' ', perturbations)}";

    private static double? MedianOver(IEnumerable<PairScore> pairs)
    {
        double[] images = [.. pairs.Where(p => p.Score is not null)
            .GroupBy(p => p.Image, StringComparer.Ordinal).Select(image => image.Average(p => p.Score!.Value))];
        return SampleMedian.Of(images);
    }
}
