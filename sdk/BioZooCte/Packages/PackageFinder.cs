namespace BioZooCte.Packages;

/// <summary>Finds packages in folders: a folder with an RDF, an RDF file, a zip.</summary>
public static class PackageFinder
{
    private static readonly byte[] ZipBeginning = [(byte)'P', (byte)'K', 3, 4];

    private static readonly string[] RdfNames =
        ["rdf.yaml", "rdf.yml", "bioimageio.yaml", "bioimageio.yml", "model.yaml", "model.yml"];

    /// <summary>
    /// The packages of a folder: the folder itself where it holds an RDF of a usual name, else those in it, in ordinal
    /// order; what begins with a dot is not looked at.
    /// </summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public static IReadOnlyList<string> Find(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return HasPlainRdf(folder)
            ? [folder]
            : [.. Directory.EnumerateFileSystemEntries(folder)
                .Where(e => Path.GetFileName(e)[0] != '.' && LooksLikePackage(e))
                .Order(StringComparer.Ordinal)];
    }

    /// <summary>Whether a path that is there looks like a package.</summary>
    public static bool IsPackage(string path) => Directory.Exists(path)
        ? Directory.EnumerateFiles(path).Any(IsRdf)
        : IsRdf(path) || IsZip(path);

    /// <summary>Whether a path looks like a package; one that is gone, or may not be read, does not.</summary>
    private static bool LooksLikePackage(string path)
    {
        try
        {
            return IsPackage(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool HasPlainRdf(string folder) => Directory.EnumerateFiles(folder)
        .Any(f => RdfNames.Contains(Path.GetFileName(f), StringComparer.OrdinalIgnoreCase));

    /// <summary>Whether a file is called as RDFs are.</summary>
    internal static bool IsRdf(string path)
    {
        string name = Path.GetFileName(path);
        return RdfNames.Any(n =>
            name.Equals(n, StringComparison.OrdinalIgnoreCase)
            || name.EndsWith($".{n}", StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsZip(string path)
    {
        byte[] beginning = new byte[ZipBeginning.Length];
        using FileStream file = File.OpenRead(path);
        return file.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false) == beginning.Length
            && beginning.AsSpan().SequenceEqual(ZipBeginning);
    }
}
