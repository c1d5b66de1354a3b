using BioZooCte.Results;

namespace BioZooCte.Cli.Store;

/// <summary>The images that are there, as stores know them.</summary>
internal static class SeenImages
{
    private static readonly EnumerationOptions Below =
        new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None };

    /// <summary>The images of paths that a store may know: only files with such names are read.</summary>
    /// <param name="paths">Files, and folders with all that is below.</param>
    /// <param name="known">The images of the store.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidUsageException">A path is not there.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static async Task<IReadOnlyCollection<ImageIdentity>> FindAsync(
        IReadOnlyList<string> paths, IEnumerable<ImageIdentity> known, CancellationToken cancellationToken)
    {
        HashSet<string> names = [.. known.Select(one => one.Name)];
        HashSet<ImageIdentity> seen = [];
        foreach (string file in paths.SelectMany(FilesAt).Where(file => names.Contains(Path.GetFileName(file))))
        {
            seen.Add(await ResultsIdentity.OfImageAsync(file, cancellationToken).ConfigureAwait(false));
        }

        return seen;
    }

    private static IEnumerable<string> FilesAt(string path) => File.Exists(path) ? [path]
        : Directory.Exists(path) ? Directory.EnumerateFiles(path, "*", Below)
        : throw new InvalidUsageException($"--unseen-images {path}: there is no such file or folder.");
}
