using BioZooCte.Packages;
using BioZooCte.Packages.Zoo;

namespace BioZooCte.Cli.Inputs;

/// <summary>
/// Finds the packages that paths name: a package (a folder with an RDF, an RDF file, a zip, a URL), a folder of
/// packages, or a pattern. A name that can only be meant for the Zoo, and is no path, is left as it is.
/// </summary>
internal static class ModelFinder
{
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
            if (seen.Add(IsUrl(package) || IsZooName(package) ? package : Path.GetFullPath(package)))
            {
                packages.Add(package);
            }
        }

        return packages;
    }

    private static IReadOnlyList<string> FindAt(string option, string path)
    {
        if (IsUrl(path) || File.Exists(path))
        {
            return [path];
        }

        if (Directory.Exists(path))
        {
            IReadOnlyList<string> packages = PackageFinder.Find(path);
            return packages.Count > 0
                ? packages
                : throw new InvalidUsageException(
                    $"{option} {path}: no model package here; expected a folder with rdf.yaml or bioimageio.yaml,"
                    + " or a folder of such folders, zip files or RDF files.");
        }

        if (IsZooName(path))
        {
            return [path];
        }

        if (!GlobPattern.IsGlob(path))
        {
            throw new InvalidUsageException($"{option} {path}: there is no such file or folder.");
        }

        string[] fitting = [.. GlobPattern.Expand(path).Where(PackageFinder.IsPackage)];
        return fitting.Length > 0
            ? fitting
            : throw new InvalidUsageException($"{option} {path}: no model package fits this pattern.");
    }

    /// <summary>Whether it is no path, and a name as the Zoo's models have.</summary>
    public static bool IsZooName(string text) =>
        !IsUrl(text) && !Path.Exists(text)
        && ZooReference.TryParse(text, out ZooReference? reference) && reference.IsDistinct;

    /// <summary>Whether it is the URL of a package.</summary>
    public static bool IsUrl(string path) =>
        path.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        || path.StartsWith("http://", StringComparison.OrdinalIgnoreCase);
}
