using System.Globalization;
using System.Text;
using System.Text.Json;

namespace BioZooCte.ZooServer;

/// <summary>
/// A Zoo in its own layout: <c>index.json</c>, and a model's files under
/// <c>/bioimage-io/artifacts/ID/files/NAME?version=VERSION</c>. Without a query it is the version that was added last.
/// </summary>
/// <param name="server">The server.</param>
public sealed class ServedZoo(ZooHttpServer server)
{
    /// <summary>The path of the index.</summary>
    public const string IndexPath = "/index.json";

    private readonly SortedDictionary<string, List<ServedVersion>> _versions = new(StringComparer.Ordinal);

    /// <summary>The URL of the index.</summary>
    public Uri IndexUrl => new($"{server.Url}{IndexPath}");

    /// <summary>The path of a file of a model.</summary>
    public static string PathOf(string id, string name) => $"/bioimage-io/artifacts/{id}/files/{name}";

    /// <summary>Adds a version of a model; the index is written anew.</summary>
    /// <param name="id">The model.</param>
    /// <param name="version">The version.</param>
    /// <param name="files">Its files by their paths; one is the RDF.</param>
    /// <param name="rdfName">The name of the RDF.</param>
    public void Add(string id, string version, IReadOnlyDictionary<string, byte[]> files, string rdfName = "rdf.yaml")
    {
        foreach ((string name, byte[] content) in files)
        {
            ServedFile served = new(content);
            server.Files[PathOf(id, name)] = served;
            server.Files[$"{PathOf(id, name)}?version={version}"] = served;
        }

        List<ServedVersion> versions = _versions.TryGetValue(id, out List<ServedVersion>? known) ? known : [];
        _versions[id] = versions;
        versions.RemoveAll(v => v.Name == version);
        versions.Add(new ServedVersion(version, rdfName, new ServedFile(files[rdfName]).Sha256));
        WriteIndex();
    }

    private void WriteIndex()
    {
        object[] items =
        [
            .. _versions.Select(model => new
            {
                id = $"bioimage-io/{model.Key}",
                type = "model",
                versions = model.Value.Select((version, i) => new
                {
                    version = version.Name,
                    comment = "",
                    created_at = new DateTime(2024, 1, 1 + i, 0, 0, 0, DateTimeKind.Utc)
                        .ToString("O", CultureInfo.InvariantCulture),
                    sha256 = version.Sha256,
                    source = $"{server.Url}{PathOf(model.Key, version.RdfName)}?version={version.Name}",
                }).ToArray(),
            }),
        ];
        string json = JsonSerializer.Serialize(new
        {
            count_per_type = new { model = items.Length },
            items,
            total = items.Length,
            timestamp = "2026-05-20T00:00:00Z",
        });
        server.Files[IndexPath] = new ServedFile(Encoding.UTF8.GetBytes(json));
    }
}
