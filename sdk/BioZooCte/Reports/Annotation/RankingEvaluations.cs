using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

using BioZooCte.Numerics;
using BioZooCte.Packages.Annotation;

namespace BioZooCte.Reports.Annotation;

/// <summary>Makes evaluations, as packages hold them, from the JSON report of a ranking.</summary>
public static class RankingEvaluations
{
    /// <summary>What stands for all images under all perturbations.</summary>
    private const string Overall = "overall";

    /// <summary>Decimals of a result: more would say more than a score can.</summary>
    private const int Decimals = 6;

    private const int DigitsOfMadeId = 12;

    /// <summary>
    /// An evaluation for each model of the report, in its order; of a model that stands among several structures one for
    /// them together.
    /// </summary>
    /// <param name="path">What <c>zoocte rank --json</c> or <see cref="RankingJson"/> wrote.</param>
    /// <param name="dataset">The images.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidReportException">The file is no such report.</exception>
    /// <exception cref="ArgumentException">The data set's identifier or address is none.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async Task<ImmutableArray<RankedEvaluation>> ReadAsync(
        string path, EvaluatedDataset dataset, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(dataset);
        ReportedRanking ranking = await RankingReader.ReadAsync(path, cancellationToken).ConfigureAwait(false);
        string id = dataset.Id ?? IdOf(ranking, dataset.Source);
        return [.. ranking.Models.GroupBy(model => model.Id, StringComparer.Ordinal)
            .Select(same => Of(ranking, [.. same], dataset, id))];
    }

    private static RankedEvaluation Of(
        ReportedRanking ranking, ImmutableArray<ReportedModel> entries, EvaluatedDataset dataset, string datasetId)
    {
        ReportedModel first = entries[0];
        ImmutableArray<ReportedModel> scored = [.. entries.Where(m => m is { Score: not null, Structure: not null })];
        return new RankedEvaluation(
            ranking.Path,
            first.Place,
            first.Id,
            first.Sha256,
            scored.IsEmpty ? null : Evaluation(ranking, scored, dataset, datasetId),
            scored.IsEmpty ? first.Error ?? $"no score: {first.Scored} of its {first.Images} images gave one" : null);
    }

    private static PackageEvaluation Evaluation(
        ReportedRanking ranking, ImmutableArray<ReportedModel> entries, EvaluatedDataset dataset, string datasetId)
    {
        ImmutableArray<EvaluationFactor> factors = FactorsOf(entries);
        ImmutableArray<ReportedMetric> metrics = [.. ReportedMetrics.Of(ranking.Metric, entries[0].Structure!)
            .Where(metric => entries.Any(entry => metric.Value(entry) is not null))];
        return new PackageEvaluation
        {
            DatasetId = datasetId,
            DatasetSource = dataset.Source,
            DatasetRole = dataset.Role,
            SampleCount = entries.Max(entry => entry.Scored),
            Factors = [.. ShortNames.Of(factors.Select(factor => factor.Name))],
            FactorDescriptions = [.. factors.Select(factor => factor.Description)],
            Metrics = [.. ShortNames.Of(metrics.Select(metric => metric.Name))],
            MetricDescriptions = [.. metrics.Select(metric => metric.Description)],
            Results = [.. metrics.Select(
                metric => factors.Select(factor => Result(metric, factor)).ToImmutableArray())],
            Summary = EvaluationSummary.Of(ranking, entries),
            Software = $"{EvaluationSummary.Program} {EvaluationSummary.VersionOf(ranking)}",
        };
    }

    /// <summary>
    /// Of a model of one structure: all, and each perturbation where there are several. Of a model of several structures:
    /// the structures.
    /// </summary>
    private static ImmutableArray<EvaluationFactor> FactorsOf(ImmutableArray<ReportedModel> entries)
    {
        if (entries.Length > 1)
        {
            return [.. entries.Select(entry => new EvaluationFactor(
                entry.Structure!.Name,
                $"{entry.Structure.Name}: {entry.Scored} of {entry.Images} images, all perturbations",
                entry,
                null))];
        }

        ReportedModel model = entries[0];
        string[] perturbations = [.. model.Pairs.Select(pair => pair.Perturbation).Distinct(StringComparer.Ordinal)];
        string over = perturbations.Length == 1 ? perturbations[0] : $"{perturbations.Length} perturbations";
        EvaluationFactor all = new(Overall, $"{model.Scored} of {model.Images} images, {over}", model, null);
        return perturbations.Length == 1
            ? [all]
            : [all, .. perturbations.Select(p => new EvaluationFactor(p, $"the perturbation {p}", model, p))];
    }

    private static EvaluationResult Result(ReportedMetric metric, EvaluationFactor factor)
    {
        double? value = factor.Perturbation is null ? metric.Value(factor.Model)
            : metric.IsOfPerturbations ? Under(factor.Model, factor.Perturbation)
            : null;
        return value is double number ? EvaluationResult.Of(Math.Round(number, Decimals)) : EvaluationResult.None;
    }

    /// <summary>As the model's own: the mean over runs for each image, then the median over images.</summary>
    private static double? Under(ReportedModel model, string perturbation) => SampleMedian.Of(model.Pairs
        .Where(pair => pair.Perturbation == perturbation && pair.Score is not null)
        .GroupBy(pair => pair.Image, StringComparer.Ordinal)
        .Select(image => image.Average(pair => pair.Score)));

    /// <summary>
    /// Images without a name of their own: what their address and their names hash to, for other images may have the same
    /// names.
    /// </summary>
    private static string IdOf(ReportedRanking ranking, string source)
    {
        IEnumerable<string> images = ranking.Models.SelectMany(model => model.Pairs).Select(pair => pair.Image)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', [source, .. images])));
        return $"images-{Convert.ToHexStringLower(hash)[..DigitsOfMadeId]}";
    }
}
