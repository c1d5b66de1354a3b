using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

using BioZooCte.Files;

namespace BioZooCte.Packages.Zoo;

/// <summary>
/// What a downloaded package is, kept beside its files: where it came from, and which files belong to it.
/// </summary>
internal sealed record PackageRecord
{
    /// <summary>The name of its file, which the readers of packages pass over.</summary>
    public const string FileName = ".zoo.json";

    private static readonly JsonSerializerOptions Form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>What the model is called.</summary>
    public required string Id { get; init; }

    /// <summary>Its version; null where it has none.</summary>
    public string? Version { get; init; }

    /// <summary>The URL of its RDF or zip.</summary>
    public required Uri Source { get; init; }

    /// <summary>The hash of its RDF as it came.</summary>
    public required string RdfSha256 { get; init; }

    /// <summary>How much of it is there.</summary>
    public required ZooContents Contents { get; init; }

    /// <summary>The paths of its files with their sizes.</summary>
    public required ImmutableSortedDictionary<string, long> Files { get; init; }

    /// <summary>
    /// What its files were when they came; null in a record of an earlier version, which knows them by their sizes alone.
    /// </summary>
    public ImmutableSortedDictionary<string, FileState>? States { get; init; }

    /// <summary>The record of a folder, or null where there is none.</summary>
    public static PackageRecord? Read(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize<PackageRecord>(File.ReadAllBytes(Path.Combine(folder, FileName)), Form);
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Writes it into a folder.</summary>
    public void Write(string folder) =>
        AtomicFile.Write(Path.Combine(folder, FileName), stream => JsonSerializer.Serialize(stream, this, Form));

    /// <summary>Whether all files are there, in their sizes.</summary>
    public bool IsWhole(string folder) => Files.All(
        file => new FileInfo(Path.Combine(folder, file.Key)) is { Exists: true } found && found.Length == file.Value);

    /// <summary>The files that are there and not as they came.</summary>
    /// <param name="folder">The package's folder.</param>
    /// <param name="ct">Ends it, while a file is read that was written to since.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public async Task<IReadOnlyList<string>> FindChangedAsync(string folder, CancellationToken ct)
    {
        List<string> changed = [];
        foreach ((string name, long size) in Files)
        {
            FileInfo file = new(Path.Combine(folder, name));
            FileState? state = States?.GetValueOrDefault(name);
            if (file.Exists
                && (file.Length != size
                    || (state is not null && !await state.IsOfAsync(file.FullName, ct).ConfigureAwait(false))))
            {
                changed.Add(name);
            }
        }

        return changed;
    }

    /// <summary>The package of a folder.</summary>
    public ZooPackage ToPackage(string folder) => new(Id, Version, folder, Source, Contents, Files.Values.Sum());
}
