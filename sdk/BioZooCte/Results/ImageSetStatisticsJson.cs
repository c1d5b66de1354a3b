using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

using BioZooCte.Files;
using BioZooCte.Models.Processing;
using BioZooCte.Numerics;
using BioZooCte.Tensors;

namespace BioZooCte.Results;

/// <summary>
/// Statistics as JSON: numbers by the fewest digits that give the same bits, and a hash of all of it, so that a file that
/// was changed is not taken for one that was found.
/// </summary>
internal static class ImageSetStatisticsJson
{
    /// <summary>The version of the layout.</summary>
    public const string SchemaVersion = "biozoocte.statistics/1";

    private const string Linear = "linear";
    private const string InvertedCdf = "inverted_cdf";

    private static readonly JsonWriterOptions Layout = new() { Indented = true, NewLine = "\n" };

    /// <summary>The file's content.</summary>
    public static byte[] Write(ImageSetStatistics statistics) => Write(statistics, HashOf(statistics));

    /// <summary>Statistics from a file's content.</summary>
    /// <param name="content">The content.</param>
    /// <param name="path">The file, for messages.</param>
    /// <exception cref="InvalidStatisticsException">It is none, is damaged, or was changed.</exception>
    public static ImageSetStatistics Read(byte[] content, string path)
    {
        const string Expected = "a file that zoocte statistics wrote";
        try
        {
            using JsonDocument document = JsonDocument.Parse(content);
            JsonElement root = document.RootElement;
            string? schema = root.GetProperty("schema").GetString();
            if (schema != SchemaVersion)
            {
                throw new InvalidStatisticsException(path, $"its schema is '{schema}'", $"'{SchemaVersion}'");
            }

            ImageSetStatistics found = new(
                [.. root.GetProperty("images").EnumerateArray().Select(ReadImage)],
                [.. root.GetProperty("models").EnumerateArray().Select(ReadModel)],
                path);
            return root.GetProperty("sha256").GetString() == HashOf(found)
                ? found
                : throw new InvalidStatisticsException(path, "it was changed since it was written", Expected);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException
            or OverflowException or ArgumentException or IndexOutOfRangeException)
        {
            throw new InvalidStatisticsException(path, $"it holds no statistics ({e.Message.TrimEnd('.')})", Expected, e);
        }
    }

    private static string HashOf(ImageSetStatistics statistics) => ContentHash.Of(Write(statistics, hash: null));

    private static byte[] Write(ImageSetStatistics statistics, string? hash)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, Layout))
        {
            json.WriteStartObject();
            json.WriteString("schema", SchemaVersion);
            if (hash is not null)
            {
                json.WriteString("sha256", hash);
            }

            json.WriteStartArray("images");
            foreach (ImageIdentity? image in statistics.Images)
            {
                WriteImage(json, image);
            }

            json.WriteEndArray();
            json.WriteStartArray("models");
            foreach (SurveyedModel model in statistics.Models)
            {
                WriteModel(json, model);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    private static void WriteImage(Utf8JsonWriter json, ImageIdentity? image)
    {
        if (image is not ImageIdentity known)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("sha256", known.Sha256);
        json.WriteString("name", known.Name);
        json.WriteEndObject();
    }

    private static ImageIdentity? ReadImage(JsonElement json) => json.ValueKind == JsonValueKind.Null
        ? null
        : new ImageIdentity(Text(json, "sha256"), Text(json, "name"));

    private static void WriteModel(Utf8JsonWriter json, SurveyedModel model)
    {
        json.WriteStartObject();
        json.WriteString("id", model.Id);
        json.WriteString("sha256", model.Sha256);
        json.WriteString("options", model.Options);
        json.WriteBoolean("needsStatistics", model.NeedsStatistics);
        json.WriteString("error", model.Error);
        json.WriteStartObject("failures");
        foreach ((int image, string reason) in model.Failures)
        {
            json.WriteString(image.ToString(CultureInfo.InvariantCulture), reason);
        }

        json.WriteEndObject();
        json.WriteStartArray("statistics");
        foreach (SurveyedTensor tensor in model.Tensors)
        {
            WriteTensor(json, tensor);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static SurveyedModel ReadModel(JsonElement json) => new()
    {
        Id = Text(json, "id"),
        Sha256 = json.GetProperty("sha256").GetString(),
        Options = Text(json, "options"),
        NeedsStatistics = json.GetProperty("needsStatistics").GetBoolean(),
        Error = json.GetProperty("error").GetString(),
        Failures = json.GetProperty("failures").EnumerateObject().ToImmutableSortedDictionary(
            one => int.Parse(one.Name, CultureInfo.InvariantCulture), one => one.Value.GetString()!),
        Tensors = [.. json.GetProperty("statistics").EnumerateArray().Select(ReadTensor)],
    };

    private static void WriteTensor(Utf8JsonWriter json, SurveyedTensor tensor)
    {
        json.WriteStartObject();
        json.WriteNumber("index", tensor.Index);
        json.WriteBoolean("isOutput", tensor.Request.IsOutput);
        json.WriteNumber("position", tensor.Request.Position);
        json.WriteStartArray("axes");
        foreach (string axis in tensor.Request.KeptAxes)
        {
            json.WriteStringValue(axis);
        }

        json.WriteEndArray();
        json.WriteStartArray("percentiles");
        foreach (Percentile percentile in tensor.Request.Percentiles)
        {
            json.WriteStartObject();
            json.WriteNumber("percent", percentile.Percent);
            json.WriteString("method", percentile.Method == PercentileMethod.Linear ? Linear : InvertedCdf);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (tensor.Found is GroupStatistics found)
        {
            WriteFound(json, found);
        }

        json.WriteEndObject();
    }

    private static SurveyedTensor ReadTensor(JsonElement json)
    {
        StatisticsRequest request = new()
        {
            IsDataSet = true,
            IsOutput = json.GetProperty("isOutput").GetBoolean(),
            Position = json.GetProperty("position").GetInt32(),
            KeptAxes = [.. json.GetProperty("axes").EnumerateArray().Select(axis => axis.GetString()!)],
            Percentiles = [.. json.GetProperty("percentiles").EnumerateArray().Select(ReadPercentile)],
        };
        GroupStatistics? found = json.TryGetProperty("found", out JsonElement values) ? ReadFound(values, request) : null;
        return new SurveyedTensor(json.GetProperty("index").GetInt32(), request, found);
    }

    private static Percentile ReadPercentile(JsonElement json) => new(
        json.GetProperty("percent").GetDouble(),
        Text(json, "method") switch
        {
            Linear => PercentileMethod.Linear,
            InvertedCdf => PercentileMethod.InvertedCdf,
            string other => throw new FormatException($"there is no method '{other}' of percentiles"),
        });

    private static void WriteFound(Utf8JsonWriter json, GroupStatistics found)
    {
        json.WriteStartObject("found");
        json.WriteStartArray("sizes");
        foreach (TensorAxis axis in found.Groups)
        {
            json.WriteNumberValue(axis.Size);
        }

        json.WriteEndArray();
        json.WriteStartArray("count");
        foreach (Moments moments in found.Moments)
        {
            json.WriteNumberValue(moments.Count);
        }

        json.WriteEndArray();
        WriteNumbers(json, "mean", found.Moments.Select(one => one.Mean));
        WriteNumbers(json, "squaredDeviations", found.Moments.Select(one => one.SquaredDeviations));
        json.WriteStartArray("percentiles");
        foreach (double[] percentile in found.Percentiles)
        {
            WriteNumbers(json, null, percentile);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static GroupStatistics ReadFound(JsonElement json, StatisticsRequest request)
    {
        int[] sizes = [.. json.GetProperty("sizes").EnumerateArray().Select(size => size.GetInt32())];
        TensorShape groups = new(request.KeptAxes.Select((axis, i) => new TensorAxis(axis, sizes[i])));
        GroupStatistics found = new(groups, request.Percentiles.Length);
        long[] counts = [.. json.GetProperty("count").EnumerateArray().Select(count => count.GetInt64())];
        double[] means = ReadNumbers(json.GetProperty("mean"));
        double[] deviations = ReadNumbers(json.GetProperty("squaredDeviations"));
        for (int group = 0; group < found.Moments.Length; group++)
        {
            found.Moments[group] = new Moments(counts[group], means[group], deviations[group]);
        }

        JsonElement percentiles = json.GetProperty("percentiles");
        for (int i = 0; i < found.Percentiles.Length; i++)
        {
            double[] numbers = ReadNumbers(percentiles[i]);
            Array.Copy(numbers, found.Percentiles[i], found.Percentiles[i].Length);
        }

        return found;
    }

    /// <summary>Numbers, those that JSON has none for as text.</summary>
    private static void WriteNumbers(Utf8JsonWriter json, string? name, IEnumerable<double> numbers)
    {
        if (name is not null)
        {
            json.WritePropertyName(name);
        }

        json.WriteStartArray();
        foreach (double number in numbers)
        {
            if (double.IsFinite(number))
            {
                json.WriteNumberValue(number);
            }
            else
            {
                json.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
            }
        }

        json.WriteEndArray();
    }

    private static double[] ReadNumbers(JsonElement json) =>
    [
        .. json.EnumerateArray().Select(number => number.ValueKind == JsonValueKind.String
            ? double.Parse(number.GetString()!, CultureInfo.InvariantCulture)
            : number.GetDouble()),
    ];

    private static string Text(JsonElement json, string name) =>
        json.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is null");
}
