using System.Text.Encodings.Web;
using System.Text.Json;

using BioZooCte.Files;
using BioZooCte.Ranking;

namespace BioZooCte.Reports;

/// <summary>
/// Rankings as JSON, the stable contract that <see cref="OpenSchema"/> describes: the same report gives the
/// same bytes. What does not exist is null, never NaN.
/// </summary>
public static class RankingJson
{
    /// <summary>The version of the contract; another one where a reader of this one would be wrong.</summary>
    public const string SchemaVersion = "biozoocte.ranking/1";

    private const string SchemaResource = "BioZooCte.Reports.ranking.schema.json";

    /// <summary>What is gathered before it goes to the stream, in bytes.</summary>
    private const int Gathered = 1 << 16;

    private static readonly JsonWriterOptions Layout = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // a file, not a web page: paths stay readable
    };

    /// <summary>The JSON Schema (draft 2020-12) of the contract; the caller disposes it.</summary>
    public static Stream OpenSchema() =>
        typeof(RankingJson).Assembly.GetManifestResourceStream(SchemaResource)
        ?? throw new InvalidOperationException($"The assembly has no resource {SchemaResource}.");

    /// <summary>Writes a report as UTF-8.</summary>
    /// <param name="stream">Where to; stays open.</param>
    /// <param name="report">The report.</param>
    /// <param name="cancellationToken">Looked at once a model.</param>
    public static async Task WriteAsync(
        Stream stream, RankingReport report, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(report);
        Utf8JsonWriter json = new(stream, Layout);
        await using (json.ConfigureAwait(false))
        {
            WriteHead(json, report);
            json.WriteStartArray("structures");
            foreach (StructureRanking structure in report.Ranking.Structures)
            {
                StructureRankingJson.Write(json, structure);
            }

            json.WriteEndArray();
            json.WriteStartArray("models");
            foreach (ModelScore model in report.Ranking.Models)
            {
                cancellationToken.ThrowIfCancellationRequested();
                ModelScoreJson.Write(json, model);
                if (json.BytesPending >= Gathered)
                {
                    await json.FlushAsync(cancellationToken).ConfigureAwait(false);
                }
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        await stream.WriteAsync("\n"u8.ToArray(), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes a report to a file, which is there in full or not at all.</summary>
    public static Task WriteAsync(
        string path, RankingReport report, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(report);
        return AtomicFile.WriteAsync(
            path, (stream, token) => WriteAsync(stream, report, token), cancellationToken);
    }

    private static void WriteHead(Utf8JsonWriter json, RankingReport report)
    {
        json.WriteStartObject();
        json.WriteString("schema", SchemaVersion);
        json.WriteStartObject("options");
        foreach (ReportOption option in report.Options)
        {
            json.WritePropertyName(option.Name);
            if (option.Value is null)
            {
                json.WriteNullValue();
            }
            else
            {
                option.Value.WriteTo(json);
            }
        }

        json.WriteEndObject();
        json.WriteStartObject("software");
        foreach (SoftwareVersion software in report.Software)
        {
            json.WriteString(software.Name, software.Version);
        }

        json.WriteEndObject();
        json.WriteString("metric", report.Ranking.Metric);
        json.WriteString("estimator", report.Ranking.Estimator);
        json.WriteBoolean("higherIsBetter", report.Ranking.HigherIsBetter);
        json.WriteBoolean("partial", report.Ranking.IsPartial);
        json.WritePropertyName("sweep");
        StrengthSweepJson.Write(json, report.Ranking.Sweep);
    }
}
