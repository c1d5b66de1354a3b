namespace BioZooCte.Packages.Files;

/// <summary>What RDFs are called, and how packages are named after them.</summary>
internal static class RdfFileNames
{
    private static readonly string[] Names =
        ["rdf.yaml", "bioimageio.yaml", "model.yaml", "rdf.yml", "bioimageio.yml", "model.yml"];

    private static readonly string[] Extensions = [".yaml", ".yml", ".json"];

    /// <summary>Whether the name says nothing but that the file is an RDF.</summary>
    public static bool IsStandard(string fileName) => Names.Contains(fileName, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a file is called as RDFs are.</summary>
    public static bool IsRdf(string fileName) => IsStandard(fileName) || Names.Any(name => EndsIn(fileName, name));

    /// <summary>
    /// Those of the names that RDFs have, the preferred ones first: <c>rdf.yaml</c>, <c>bioimageio.yaml</c>,
    /// <c>model.yaml</c>, these with <c>.yml</c>, then names that end in one of these after a point, in the same order and
    /// by name; in small letters or capitals.
    /// </summary>
    public static IReadOnlyList<string> Choose(IEnumerable<string> fileNames)
    {
        string[] all = [.. fileNames.Order(StringComparer.Ordinal)];
        return
        [
            .. Names.SelectMany(name => all.Where(file => file.Equals(name, StringComparison.OrdinalIgnoreCase))),
            .. Names.SelectMany(name => all.Where(file => EndsIn(file, name))),
        ];
    }

    /// <summary>The RDFs of a folder by name, the one that is read first; one at least.</summary>
    /// <exception cref="InvalidModelPackageException">There is none.</exception>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public static IReadOnlyList<string> In(string folder)
    {
        IReadOnlyList<string> names = Choose(Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)));
        return names.Count > 0 ? names : throw new InvalidModelPackageException(
            folder, null, null, "the folder holds no RDF", "rdf.yaml, bioimageio.yaml or model.yaml");
    }

    /// <summary>A package's identifier from the path of its RDF, with <c>/</c> between the parts.</summary>
    public static string ToId(string path)
    {
        string[] parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        string name = parts.Length == 0 ? path : parts[^1];
        if (IsStandard(name) && parts.Length > 1)
        {
            return parts[^2];
        }

        string bare = Extensions.Contains(Path.GetExtension(name))
            ? Path.GetFileNameWithoutExtension(name)
            : name;
        foreach (string ending in (string[])[".rdf", ".bioimageio", ".model"])
        {
            if (bare.Length > ending.Length && bare.EndsWith(ending, StringComparison.Ordinal))
            {
                return bare[..^ending.Length];
            }
        }

        return bare;
    }

    /// <summary>
    /// A package's identifier from the URL of its RDF or zip: as from a path, but parts that only say
    /// <c>files</c>, <c>content</c>, <c>create-zip-file</c> or a version are passed over.
    /// </summary>
    public static string ToId(Uri url)
    {
        string[] parts =
        [
            .. url.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries)
                .Select(Uri.UnescapeDataString)
                .Where(part => part is not ("files" or "content" or "create-zip-file") && !IsVersion(part)),
        ];
        return parts.Length == 0 ? url.Host : ToId(string.Join('/', parts));
    }

    private static bool EndsIn(string fileName, string name) =>
        fileName.EndsWith($".{name}", StringComparison.OrdinalIgnoreCase);

    private static bool IsVersion(string part) =>
        part.TrimStart('v').Length > 0 && part.TrimStart('v').All(c => char.IsAsciiDigit(c) || c == '.');
}
