namespace BioZooCte.Cli.Inputs;

/// <summary>
/// Finds the packages that paths name: a package (a folder with an RDF, an RDF file, a zip, a URL), a folder of
/// packages, or a pattern.
/// </summary>
internal static class ModelFinder
{
    private static readonly byte[] ZipBeginning = [(byte)'P', (byte)'K', 3, 4];

    private static readonly string[] RdfNames =
        ["rdf.yaml", "rdf.yml", "bioimageio.yaml", "bioimageio.yml", "model.yaml", "model.yml"];

    /// <summary>The packages: each once, as given; those of a folder or a pattern in ordinal order.</summary>
    /// <param name="option">The option or argument, for messages.</param>
    /// <param name="paths">What the user names.</param>
    /// <exception cref="InvalidUsageException">A path is not there, or names no package.</exception>
    public static IReadOnlyList<string> Find(string option, IReadOnlyList<string> paths)
    {
        List<string> packages = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (string package in paths.SelectMany(p => FindAt(option, p)))
        {
            if (seen.Add(IsUrl(package) ? package : Path.GetFullPath(package)))
            {
                packages.Add(package);
            }
        }

        return packages;
    }

    private static string[] FindAt(string option, string path)
    {
        if (IsUrl(path) || File.Exists(path))
        {
            return [path];
        }

        if (Directory.Exists(path))
        {
            string[] packages = HasPlainRdf(path) ? [path] : PackagesIn(path);
            return packages.Length > 0
                ? packages
                : throw new InvalidUsageException(
                    $"{option} {path}: no model package here; expected a folder with rdf.yaml or bioimageio.yaml,"
                    + " or a folder of such folders, zip files or RDF files.");
        }

        if (!GlobPattern.IsGlob(path))
        {
            throw new InvalidUsageException($"{option} {path}: there is no such file or folder.");
        }

        string[] fitting = [.. GlobPattern.Expand(path).Where(IsPackage)];
        return fitting.Length > 0
            ? fitting
            : throw new InvalidUsageException($"{option} {path}: no model package fits this pattern.");
    }

    private static string[] PackagesIn(string folder) =>
        [.. Directory.EnumerateFileSystemEntries(folder)
            .Where(e => Path.GetFileName(e)[0] != '.' && IsPackage(e))
            .Order(StringComparer.Ordinal)];

    private static bool IsPackage(string path) => Directory.Exists(path)
        ? Directory.EnumerateFiles(path).Any(IsRdf)
        : IsRdf(path) || IsZip(path);

    private static bool HasPlainRdf(string folder) => Directory.EnumerateFiles(folder)
        .Any(f => RdfNames.Contains(Path.GetFileName(f), StringComparer.OrdinalIgnoreCase));

    private static bool IsRdf(string path)
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

    private static bool IsUrl(string path) =>
        path.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        || path.StartsWith("http://", StringComparison.OrdinalIgnoreCase);
}
