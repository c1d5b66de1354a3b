using System.Collections.Immutable;
using System.Text.Json;

using BioZooCte.Consistency;

namespace BioZooCte.Reports.Annotation;

/// <summary>Reads what <see cref="RankingJson"/> writes, as far as evaluations need it.</summary>
internal static class RankingReader
{
    /// <summary>Reads a report.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidReportException">It is no ranking of a known version.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static async Task<ReportedRanking> ReadAsync(string path, CancellationToken cancellationToken)
    {
        FileStream stream = File.OpenRead(path);
        await using (stream.ConfigureAwait(false))
        {
            try
            {
                using JsonDocument json =
                    await JsonDocument.ParseAsync(stream, default, cancellationToken).ConfigureAwait(false);
                return Read(new ReportField(path, "", json.RootElement));
            }
            catch (JsonException e)
            {
                string found = e.LineNumber is long line ? $"no JSON in line {line + 1}" : "no JSON";
                throw new InvalidReportException(path, null, found, "what zoocte rank --json writes", e);
            }
        }
    }

    private static ReportedRanking Read(ReportField root)
    {
        ReportField schema = root["schema"];
        if (schema.Text() != RankingJson.SchemaVersion)
        {
            throw schema.Fail($"'{RankingJson.SchemaVersion}'");
        }

        ReportField metric = root["metric"];
        if (!KnownMetrics.Names.Contains(metric.Text()))
        {
            throw metric.Fail($"one of {string.Join(", ", KnownMetrics.Names)}");
        }

        Dictionary<string, ReportedStructure> structures = root["structures"].Items()
            .Select(ReadStructure).DistinctBy(s => s.Name, StringComparer.Ordinal)
            .ToDictionary(s => s.Name, StringComparer.Ordinal);
        return new ReportedRanking
        {
            Path = root.Path,
            Metric = metric.Text(),
            IsPartial = root["partial"].Truth(),
            Options = Words(root["options"]),
            Software = Words(root["software"]),
            Models = [.. root["models"].Items().Select(model => ReadModel(model, structures))],
        };
    }

    /// <summary>What was set, and says something.</summary>
    private static ImmutableArray<KeyValuePair<string, string>> Words(ReportField field) =>
    [
        .. field.Fields().Where(f => !f.Value.IsNull)
            .Select(f => KeyValuePair.Create(f.Key, f.Value.Words())).Where(f => f.Value.Length > 0),
    ];

    private static ReportedStructure ReadStructure(ReportField structure) => new(
        structure["name"].Text(),
        structure["estimator"].Text(),
        structure["firmness"].NumberOrNull(),
        [.. structure["flags"].Items().Select(flag => flag.Text())]);

    private static ReportedModel ReadModel(ReportField model, Dictionary<string, ReportedStructure> structures)
    {
        ReportField structure = model["structure"];
        ReportField interval = model["interval"];
        return new ReportedModel
        {
            Place = model.Place,
            Id = model["id"].Text(),
            Sha256 = model["sha256"].TextOrNull(),
            Structure = structure.IsNull ? null
                : structures.GetValueOrDefault(structure.Text())
                    ?? throw structure.Fail("a name of one of the structures"),
            Rank = model["rank"].CountOrNull(),
            Score = model["score"].NumberOrNull(),
            Interval = interval.IsNull ? []
                : [.. interval.Items().Select(end => end.NumberOrNull() ?? throw end.Fail("a number"))],
            Cte = model["cte"].NumberOrNull(),
            Agreement = model["agreement"].NumberOrNull(),
            EstimatedF1 = model["estimatedF1"].NumberOrNull(),
            TieGroup = model["tieGroup"].CountOrNull(),
            Images = model["images"].Count(),
            Scored = model["scored"].Count(),
            Flags = [.. model["flags"].Items().Select(flag => flag.Text())],
            Error = model["error"].TextOrNull(),
            Pairs = [.. model["perImage"].Items().Select(ReadPair)],
        };
    }

    private static ReportedPair ReadPair(ReportField pair) =>
        new(pair["image"].Text(), pair["perturbation"].Text(), pair["score"].NumberOrNull());
}
