using BioZooCte.Cli.Rendering;
using BioZooCte.Results;

namespace BioZooCte.Cli.Store;

/// <summary>The images that are there, as stores know them.</summary>
internal static class SeenImages
{
    // What may not be read is an error: it may hold what would be dropped.
    private static readonly EnumerationOptions Below =
        new() { RecurseSubdirectories = true, IgnoreInaccessible = false, AttributesToSkip = FileAttributes.None };

    /// <summary>The images of paths that a store may know: only files with such names are read.</summary>
    /// <param name="paths">Files, and folders with all that is below.</param>
    /// <param name="known">The images of the store.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidUsageException">A path is not there, or holds no image of the store.</exception>
    /// <exception cref="IOException">A file or folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file or folder may not be read.</exception>
    public static async Task<IReadOnlyCollection<ImageIdentity>> FindAsync(
        IReadOnlyList<string> paths, IReadOnlyCollection<ImageIdentity> known, CancellationToken cancellationToken)
    {
        HashSet<string> names = [.. known.Select(one => one.Name)];
        HashSet<ImageIdentity> seen = [];
        foreach (string path in paths)
        {
            HashSet<ImageIdentity> here = [];
            foreach (string file in FilesAt(path).Where(file => names.Contains(Path.GetFileName(file))))
            {
                here.Add(await ResultsIdentity.OfImageAsync(file, cancellationToken).ConfigureAwait(false));
            }

            if (known.Count > 0 && !here.Overlaps(known))
            {
                throw new InvalidUsageException(
                    $"--unseen-images {path}: of {Words.Count(known.Count, "image")} that the store knows none is here, as in"
                    + " an empty or unmounted folder, for which all would be dropped; expected a path with one of them at"
                    + " least (--all drops everything).");
            }

            seen.UnionWith(here);
        }

        return seen;
    }

    private static IEnumerable<string> FilesAt(string path) => File.Exists(path) ? [path]
        : Directory.Exists(path) ? Directory.EnumerateFiles(path, "*", Below)
        : throw new InvalidUsageException($"--unseen-images {path}: there is no such file or folder.");
}
