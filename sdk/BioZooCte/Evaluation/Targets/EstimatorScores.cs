using System.Collections.Immutable;

using BioZooCte.Ranking;

namespace BioZooCte.Evaluation.Targets;

/// <summary>The scores of a ranking under the names of their estimators.</summary>
internal static class EstimatorScores
{
    /// <summary>
    /// The estimators of a ranking: <c>METRIC PERTURBATION</c> for each perturbation, and over several of
    /// them <c>cte METRIC PERTURBATIONS</c>.
    /// </summary>
    /// <param name="metric">The metric's name.</param>
    /// <param name="perturbations">As given, such as <c>gamma:1.5</c>; in their order.</param>
    public static ImmutableArray<string> Names(string metric, IReadOnlyList<string> perturbations)
    {
        IEnumerable<string> single = perturbations.Select(p => $"{metric} {p}");
        return perturbations.Count > 1
            ? [.. single, $"cte {metric} {string.Join(' ', perturbations)}"]
            : [.. single];
    }

    /// <summary>
    /// A model's scores: for each image the mean over runs, then the median over images. Those of a metric
    /// where lower is better are turned round, so that higher is better.
    /// </summary>
    public static ImmutableSortedDictionary<string, double?> Of(
        ModelScore model, ModelRanking ranking, IReadOnlyList<string> perturbations)
    {
        double sign = ranking.HigherIsBetter ? 1 : -1;
        ImmutableSortedDictionary<string, double?>.Builder scores =
            ImmutableSortedDictionary.CreateBuilder<string, double?>(StringComparer.Ordinal);
        ImmutableArray<string> names = Names(ranking.Metric, perturbations);
        for (int i = 0; i < perturbations.Count; i++)
        {
            scores[names[i]] = sign * MedianOver(model.PerImage.Where(p => p.Perturbation == perturbations[i]));
        }

        if (perturbations.Count > 1)
        {
            scores[names[^1]] = sign * model.Score;
        }

        return scores.ToImmutable();
    }

    private static double? MedianOver(IEnumerable<PairScore> pairs)
    {
        double[] images = [.. pairs.Where(p => p.Score is not null)
            .GroupBy(p => p.Image, StringComparer.Ordinal).Select(image => image.Average(p => p.Score!.Value))];
        return OrderStatistics.Median(images);
    }
}
