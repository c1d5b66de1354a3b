using BioZooCte.Cli.Inputs;
using BioZooCte.Cli.Rendering;
using BioZooCte.Errors;
using BioZooCte.Models;
using BioZooCte.Packages;

namespace BioZooCte.Cli.Store;

/// <summary>The models that are there, as stores know them.</summary>
internal static class SeenModels
{
    /// <summary>Opens the packages of paths; each that cannot be opened, or not be run, is told.</summary>
    /// <param name="terminal">Where it is told.</param>
    /// <param name="backend">What models are known by.</param>
    /// <param name="paths">Packages, and folders of packages.</param>
    /// <param name="known">The models of the store.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidUsageException">
    /// A path is not there, or names no package; a package cannot be opened; or none of them is known.
    /// </exception>
    /// <exception cref="IOException">A file or folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file or folder may not be read.</exception>
    public static async Task<IReadOnlyCollection<string>> FindAsync(
        Terminal terminal,
        IModelBackend backend,
        IReadOnlyList<string> paths,
        IReadOnlyCollection<string> known,
        CancellationToken cancellationToken)
    {
        HashSet<string> seen = [];
        int failures = 0;
        PackageOptions options = new() { AllowHashMismatch = true }; // as a ranking may have been allowed to
        ThrowIfUnreadable(paths);
        foreach (string source in ModelFinder.Find("--unseen-models", paths))
        {
            try
            {
                using ModelPackage package =
                    await ModelPackageReader.OpenAsync(source, options, cancellationToken).ConfigureAwait(false);
                seen.Add(ResultsIdentity.OfModel(package, backend));
            }
            catch (UnsupportedModelException exception) // it runs nowhere, so nothing is kept of it
            {
                terminal.ErrorText.WriteLine($"zoocte: {exception.Message}");
            }
            catch (BioZooCteException exception)
            {
                failures++;
                terminal.ErrorText.WriteLine($"zoocte: {exception.Message}");
            }
        }

        if (failures > 0)
        {
            throw new InvalidUsageException(
                $"--unseen-models: {Words.Count(failures, "package")} cannot be opened, of which all that is kept would be"
                + " dropped; expected packages that can be opened. Nothing was dropped.");
        }

        return known.Count == 0 || seen.Overlaps(known) ? seen : throw new InvalidUsageException(
            $"--unseen-models: none of {Words.Count(seen.Count, "model")} in {Words.List(paths)} is known to the store, of"
            + " which all would be dropped; expected one that is at least (--all drops everything).");
    }

    /// <summary>Finding packages passes over what may not be read, and such a package would count as gone.</summary>
    private static void ThrowIfUnreadable(IReadOnlyList<string> paths)
    {
        foreach (string entry in paths
            .Where(Directory.Exists)
            .SelectMany(Directory.EnumerateFileSystemEntries)
            .Where(entry => Path.GetFileName(entry)[0] != '.'))
        {
            _ = PackageFinder.IsPackage(entry);
        }
    }
}
