using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

using BioZooCte.Files;
using BioZooCte.Reports;
using BioZooCte.Results;

using Microsoft.Data.Sqlite;

namespace BioZooCte.Sqlite;

/// <summary>
/// The scores that a store keeps, one for each model, image, perturbation and run, in the order of their names. Stores
/// with the same rows give the same lines, but for times.
/// </summary>
public static class StoreScores
{
    private const int Gathered = 1 << 16;

    private static readonly JsonWriterOptions Layout = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // a file, not a web page: names stay readable
    };

    /// <summary>The names of the columns.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        "model", "modelSha256", "image", "imageSha256", "perturbation", "strength", "run", "nhd", "miou", "foreground",
        "seconds", "finished", "options", "software",
    ];

    /// <summary>Uses each score; the store stays as it is.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="use">Is given each.</param>
    /// <exception cref="ResultsStoreException">It is no store, or cannot be read.</exception>
    public static void ForEach(string path, Action<KeptScore> use)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(use);
        using StoreConnection file = StoreConnection.OpenToRead(path);
        file.Do(() =>
        {
            file.Each(
                """
                SELECT model, model_sha256, image, image_sha256, perturbation, strength, run, nhd, miou, foreground,
                    seconds, finished, options, software
                FROM score
                ORDER BY model, model_sha256, image, image_sha256, perturbation, strength, run, options, software
                """,
                row => use(Read(row)));
            return true;
        });
    }

    /// <summary>Writes a table: RFC 4180, UTF-8, a point as decimal sign; what does not exist is an empty field.</summary>
    /// <param name="path">The store's file.</param>
    /// <param name="csvPath">Where to; there in full or not at all.</param>
    /// <returns>The rows.</returns>
    /// <exception cref="ResultsStoreException">It is no store, or cannot be read.</exception>
    public static int WriteCsv(string path, string csvPath)
    {
        ArgumentException.ThrowIfNullOrEmpty(csvPath);
        int rows = 0;
        AtomicFile.Write(csvPath, stream =>
        {
            stream.Write(CsvLine.Of(Columns));
            ForEach(path, score =>
            {
                stream.Write(CsvLine.Of(FieldsOf(score)));
                rows++;
            });
        });
        return rows;
    }

    /// <summary>Writes the scores as JSON, an array of objects; what does not exist is null.</summary>
    /// <param name="path">The store's file.</param>
    /// <param name="jsonPath">Where to; there in full or not at all.</param>
    /// <returns>The rows.</returns>
    /// <exception cref="ResultsStoreException">It is no store, or cannot be read.</exception>
    public static int WriteJson(string path, string jsonPath)
    {
        ArgumentException.ThrowIfNullOrEmpty(jsonPath);
        int rows = 0;
        AtomicFile.Write(jsonPath, stream =>
        {
            using (Utf8JsonWriter json = new(stream, Layout))
            {
                json.WriteStartArray();
                ForEach(path, score =>
                {
                    Write(json, score);
                    rows++;
                    if (json.BytesPending >= Gathered)
                    {
                        json.Flush();
                    }
                });
                json.WriteEndArray();
            }

            stream.Write("\n"u8);
        });
        return rows;
    }

    private static KeptScore Read(SqliteDataReader row) => new()
    {
        Model = row.GetString(0),
        ModelSha256 = row.GetString(1),
        Image = row.GetString(2),
        ImageSha256 = row.GetString(3),
        Perturbation = row.GetString(4),
        Strength = Number(row, 5),
        Run = row.GetInt32(6),
        Nhd = Number(row, 7),
        Miou = Number(row, 8),
        Foreground = Number(row, 9),
        Seconds = row.GetDouble(10),
        Finished = row.GetString(11),
        Options = row.GetString(12),
        Software = row.GetString(13),
    };

    private static double? Number(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetDouble(column);

    private static string?[] FieldsOf(KeptScore score) =>
    [
        score.Model, score.ModelSha256, score.Image, score.ImageSha256, score.Perturbation, Text(score.Strength),
        Text(score.Run), Text(score.Nhd), Text(score.Miou), Text(score.Foreground), Text(score.Seconds), score.Finished,
        score.Options, score.Software,
    ];

    private static string? Text(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture);

    private static void Write(Utf8JsonWriter json, KeptScore score)
    {
        json.WriteStartObject();
        json.WriteString("model", score.Model);
        json.WriteString("modelSha256", score.ModelSha256);
        json.WriteString("image", score.Image);
        json.WriteString("imageSha256", score.ImageSha256);
        json.WriteString("perturbation", score.Perturbation);
        json.WriteNumberOrNull("strength", score.Strength);
        json.WriteNumber("run", score.Run);
        json.WriteNumberOrNull("nhd", score.Nhd);
        json.WriteNumberOrNull("miou", score.Miou);
        json.WriteNumberOrNull("foreground", score.Foreground);
        json.WriteNumber("seconds", score.Seconds);
        json.WriteString("finished", score.Finished);
        json.WriteString("options", score.Options);
        json.WriteString("software", score.Software);
        json.WriteEndObject();
    }
}
