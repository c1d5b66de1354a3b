using BioZooCte.Cli.Inputs;
using BioZooCte.Errors;
using BioZooCte.Models;
using BioZooCte.Packages;

namespace BioZooCte.Cli.Store;

/// <summary>The models that are there, as stores know them.</summary>
internal static class SeenModels
{
    /// <summary>Opens the packages of paths; one that cannot be opened is told, and cannot be ranked either.</summary>
    /// <exception cref="InvalidUsageException">A path is not there, or names no package.</exception>
    public static async Task<IReadOnlyCollection<string>> FindAsync(
        Terminal terminal, IModelBackend backend, IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        HashSet<string> seen = [];
        PackageOptions options = new() { AllowHashMismatch = true }; // as a ranking may have been allowed to
        foreach (string source in ModelFinder.Find("--unseen-models", paths))
        {
            try
            {
                using ModelPackage package =
                    await ModelPackageReader.OpenAsync(source, options, cancellationToken).ConfigureAwait(false);
                seen.Add(ResultsIdentity.OfModel(package, backend));
            }
            catch (BioZooCteException exception)
            {
                terminal.ErrorText.WriteLine($"zoocte: {exception.Message}");
            }
        }

        return seen;
    }
}
