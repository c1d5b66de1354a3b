using System.IO.Compression;

namespace BioZooCte.ZooServer;

/// <summary>Serves what the reference folder has: RDFs of the Zoo's models, and whole packages.</summary>
public static class ReferenceZoo
{
    /// <summary>Adds the RDFs, <c>ID@VERSION.json</c>; a model's last version is the one that is served.</summary>
    /// <param name="zoo">Where they are added.</param>
    /// <param name="folder">The folder of the RDFs.</param>
    /// <returns>How many files there were.</returns>
    public static int AddRdfs(ServedZoo zoo, string folder)
    {
        string[] paths = [.. Directory.GetFiles(folder, "*@*.json").Order(StringComparer.Ordinal)];
        foreach (string path in paths)
        {
            string[] name = Path.GetFileNameWithoutExtension(path).Split('@');
            zoo.Add(name[0], name[1], new Dictionary<string, byte[]> { ["rdf.yaml"] = File.ReadAllBytes(path) });
        }

        return paths.Length;
    }

    /// <summary>Adds the packages, each a folder or a zip.</summary>
    /// <param name="zoo">Where they are added.</param>
    /// <param name="folder">The folder of the packages.</param>
    /// <returns>The names of the models.</returns>
    public static IReadOnlyList<string> AddPackages(ServedZoo zoo, string folder)
    {
        List<string> ids = [];
        foreach (string path in Directory.GetFileSystemEntries(folder).Order(StringComparer.Ordinal))
        {
            Dictionary<string, byte[]> files = Directory.Exists(path) ? ReadFolder(path) : ReadZip(path);
            string? rdf = files.Keys.FirstOrDefault(name => name is "rdf.yaml" or "bioimageio.yaml");
            if (rdf is not null)
            {
                string id = Path.GetFileNameWithoutExtension(path);
                zoo.Add(id, "v0", files, rdf);
                ids.Add(id);
            }
        }

        return ids;
    }

    private static Dictionary<string, byte[]> ReadFolder(string folder) =>
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(
            path => Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllBytes, StringComparer.Ordinal);

    private static Dictionary<string, byte[]> ReadZip(string path)
    {
        Dictionary<string, byte[]> files = new(StringComparer.Ordinal);
        if (Path.GetExtension(path) != ".zip")
        {
            return files;
        }

        using ZipArchive zip = ZipFile.OpenRead(path);
        foreach (ZipArchiveEntry entry in zip.Entries.Where(entry => entry.Name.Length > 0))
        {
            using Stream stream = entry.Open();
            using MemoryStream content = new();
            stream.CopyTo(content);
            files[entry.FullName] = content.ToArray();
        }

        return files;
    }
}
