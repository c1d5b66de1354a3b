using System.Globalization;

using BioZooCte.Files;
using BioZooCte.Ranking;

namespace BioZooCte.Reports;

/// <summary>
/// Rankings as a table: one row for each model in order of quality, with the columns of <see
/// cref="Columns"/>. RFC 4180, UTF-8, a point as decimal sign; what does not exist is an empty field.
/// </summary>
public static class RankingCsv
{
    /// <summary>
    /// The names of the columns, those of the JSON; beside them the intervals' two ends. Every row says by
    /// which metric and from what run it is, so that tables can be stacked; several flags are separated by a
    /// space.
    /// </summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        "rank", "id", "score", "intervalLow", "intervalHigh", "tieGroup", "structure", "cte", "agreement",
        "estimatedF1", "estimatedF1Low", "estimatedF1High", "voteGroup",
        "images", "scored", "empty", "failed", "foreground", "flags", "error",
        "metric", "estimator", "higherIsBetter", "partial", "source", "sha256",
    ];

    /// <summary>Writes a report's models.</summary>
    /// <param name="stream">Where to; stays open.</param>
    /// <param name="report">The report.</param>
    /// <param name="cancellationToken">Looked at once a model.</param>
    public static async Task WriteAsync(
        Stream stream, RankingReport report, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(report);
        await WriteLineAsync(stream, Columns, cancellationToken).ConfigureAwait(false);
        foreach (ModelScore model in report.Ranking.Models)
        {
            await WriteLineAsync(stream, Row(report.Ranking, model), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Writes a report's models to a file, which is there in full or not at all.</summary>
    public static Task WriteAsync(
        string path, RankingReport report, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(report);
        return AtomicFile.WriteAsync(
            path, (stream, token) => WriteAsync(stream, report, token), cancellationToken);
    }

    private static string?[] Row(ModelRanking ranking, ModelScore model)
    {
        StructureRanking? structure = ranking.Structures.FirstOrDefault(s => s.Name == model.Structure);
        return
        [
            Text(model.Rank),
            model.Id,
            Text(model.Score),
            Text(model.Interval?.Low),
            Text(model.Interval?.High),
            Text(model.TieGroup),
            model.Structure,
            Text(model.Cte),
            Text(model.Agreement),
            Text(model.EstimatedF1),
            Text(model.EstimatedF1Interval?.Low),
            Text(model.EstimatedF1Interval?.High),
            Text(model.VoteGroup),
            Text(model.Images),
            Text(model.Scored),
            Text(model.Empty),
            Text(model.Failed),
            Text(model.Foreground),
            string.Join(' ', model.Flags),
            model.Error,
            ranking.Metric,
            structure?.Estimator ?? ranking.Estimator,
            (structure?.HigherIsBetter ?? ranking.HigherIsBetter) ? "true" : "false",
            ranking.IsPartial ? "true" : "false",
            model.Source,
            model.Sha256,
        ];
    }

    private static string? Text(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture);

    private static ValueTask WriteLineAsync(
        Stream stream, IEnumerable<string?> fields, CancellationToken cancellationToken) =>
        stream.WriteAsync(CsvLine.Of(fields), cancellationToken);
}
