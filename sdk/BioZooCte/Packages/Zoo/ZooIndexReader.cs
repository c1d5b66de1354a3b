using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

using BioZooCte.Packages.Files;

namespace BioZooCte.Packages.Zoo;

/// <summary>
/// Reads an index, in any of the forms that the Zoo has had: <c>index.json</c> (<c>items</c>), <c>all_versions.json</c>
/// (<c>entries</c>), <c>id_map.json</c> (identifiers as keys). What is no entry is passed over.
/// </summary>
internal static partial class ZooIndexReader
{
    /// <summary>The type of models.</summary>
    public const string Model = "model";

    private const string Collection = "bioimage-io/";
    private const int HashLength = 64;

    /// <summary>Reads it.</summary>
    /// <param name="json">The file.</param>
    /// <param name="source">Where it was read.</param>
    /// <param name="notice">Why it is not the present one; null where it is.</param>
    /// <exception cref="InvalidModelPackageException">It is no index.</exception>
    public static ZooIndex Read(ReadOnlyMemory<byte> json, Uri source, string? notice = null)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(WithoutMark(json));
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                throw NoIndex(source, $"the file holds {root.ValueKind} at its top", null);
            }

            ZooEntry?[] entries = IsList(root, "items", out JsonElement items)
                ? [.. items.EnumerateArray().Select(item => ReadItem(item, "id", "version", "created_at"))]
                : IsList(root, "entries", out JsonElement all)
                    ? [.. all.EnumerateArray().Select(item => ReadItem(item, "concept", "v", "created"))]
                    : [.. root.EnumerateObject().Select(ReadMapped)];
            return new ZooIndex(source, entries.OfType<ZooEntry>(), notice);
        }
        catch (JsonException e)
        {
            throw NoIndex(source, $"the file is no JSON ({e.Message.TrimEnd('.')})", e);
        }
    }

    private static bool IsList(JsonElement element, string name, out JsonElement list) =>
        element.TryGetProperty(name, out list) && list.ValueKind == JsonValueKind.Array;

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> json) =>
        json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json;

    private static ZooEntry? ReadItem(JsonElement item, string id, string version, string created)
    {
        if (Text(item, id) is not string name || !IsList(item, "versions", out JsonElement versions))
        {
            return null;
        }

        ZooVersion[] read =
        [
            .. versions.EnumerateArray()
                .Select(v => ReadVersion(v, Text(v, version), created)).OfType<ZooVersion>()
                .OrderByDescending(v => v.Created ?? DateTimeOffset.MinValue)
                .ThenByDescending(v => Ordered(v.Name), StringComparer.Ordinal),
        ];
        return Entry(name, Text(item, "type") ?? Model, [.. read]);
    }

    /// <summary>A name whose order is that of the numbers in it: v10 is after v2.</summary>
    private static string Ordered(string name) => Digits().Replace(name, number => number.Value.PadLeft(12, '0'));

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();

    private static ZooEntry? ReadMapped(JsonProperty mapped) =>
        ReadVersion(mapped.Value, Text(mapped.Value, "version") ?? "v0", "created_at") is ZooVersion version
            ? new ZooEntry(mapped.Name, Text(mapped.Value, "type") ?? Model, [version])
            : null;

    /// <summary>An entry, without the collection's name before its own.</summary>
    private static ZooEntry? Entry(string name, string type, ImmutableArray<ZooVersion> versions)
    {
        string id = name.StartsWith(Collection, StringComparison.OrdinalIgnoreCase) ? name[Collection.Length..] : name;
        bool isName = ZooReference.TryParse(id, out ZooReference? reference)
            && id.Equals(reference.Id ?? reference.Doi, StringComparison.OrdinalIgnoreCase);
        return !versions.IsEmpty && isName ? new ZooEntry(id, type, versions) : null;
    }

    private static ZooVersion? ReadVersion(JsonElement version, string? name, string created)
    {
        if (name is null || Text(version, "source") is not string source || PackagePath.AsUrl(source) is not Uri url)
        {
            return null;
        }

        string? hash = Text(version, "sha256")?.ToLowerInvariant();
        bool isHash = hash?.Length == HashLength && hash.All(char.IsAsciiHexDigitLower);
        bool isDate = DateTimeOffset.TryParse(
            Text(version, created),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out DateTimeOffset date);
        return new ZooVersion(name, url, isHash ? hash : null, isDate ? date : null);
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            }
            : null;

    private static InvalidModelPackageException NoIndex(Uri source, string found, Exception? cause) =>
        new(source.ToString(), null, null, found, "an index of the Zoo", cause);
}
