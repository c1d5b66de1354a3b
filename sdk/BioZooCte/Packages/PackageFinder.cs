using System.IO.Compression;

using BioZooCte.Packages.Files;

namespace BioZooCte.Packages;

/// <summary>Finds packages in folders: a folder with an RDF, an RDF file, a zip.</summary>
public static class PackageFinder
{
    /// <summary>
    /// The packages of a folder: the folder itself where it holds an RDF of a usual name, or a single one of another name
    /// and no package beside it; else those in it, in ordinal order. What begins with a dot is not looked at.
    /// </summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public static IReadOnlyList<string> Find(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (Directory.EnumerateFiles(folder).Any(file => RdfFileNames.IsStandard(Path.GetFileName(file))))
        {
            return [folder];
        }

        string[] found = [.. Directory.EnumerateFileSystemEntries(folder)
            .Where(entry => Path.GetFileName(entry)[0] != '.' && LooksLikePackage(entry))
            .Order(StringComparer.Ordinal)];
        return found.Length == 1 && IsRdf(found[0]) ? [folder] : found;
    }

    /// <summary>
    /// Whether a path that is there looks like a package. PyTorch's weights are zips too, so that one of another name than
    /// <c>.zip</c> has to hold an RDF, or to be damaged.
    /// </summary>
    public static bool IsPackage(string path) => Directory.Exists(path)
        ? Directory.EnumerateFiles(path).Any(IsRdf)
        : IsRdf(path) || (ZipPackage.IsZip(path) && (IsNamedZip(path) || MayHoldRdf(path)));

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

    /// <summary>Whether a file is called as RDFs are.</summary>
    internal static bool IsRdf(string path) => RdfFileNames.IsRdf(Path.GetFileName(path)) && !Directory.Exists(path);

    private static bool IsNamedZip(string path) =>
        Path.GetExtension(path).Equals(".zip", StringComparison.OrdinalIgnoreCase);

    private static bool MayHoldRdf(string zip)
    {
        try
        {
            using ZipArchive archive = ZipFile.OpenRead(zip);
            return archive.Entries.Any(entry => RdfFileNames.IsRdf(entry.Name));
        }
        catch (InvalidDataException)
        {
            return true; // whoever opens it says what is wrong
        }
    }
}
