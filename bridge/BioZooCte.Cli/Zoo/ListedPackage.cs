using System.Collections.Immutable;

using BioZooCte.Errors;
using BioZooCte.Models;
using BioZooCte.Packages;
using BioZooCte.Packages.Zoo;

namespace BioZooCte.Cli.Zoo;

/// <summary>A package of a folder, from the Zoo or not, and whether it can be run.</summary>
/// <param name="Id">Its nickname, or what its folder or file is called.</param>
/// <param name="Version">The Zoo's version, or the one it states itself; null where there is none.</param>
/// <param name="Name">Its name; null where it cannot be read.</param>
/// <param name="ReasonsAgainst">Why it cannot be run here; empty if nothing is against it.</param>
internal sealed record ListedPackage(string Id, string? Version, string? Name, ImmutableArray<string> ReasonsAgainst)
{
    /// <summary>The packages of a folder, in ordinal order.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="zoo">Knows which came from the Zoo.</param>
    /// <param name="backend">What would run them.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<IReadOnlyList<ListedPackage>> FindAsync(
        string folder, ZooClient zoo, IModelBackend backend, CancellationToken cancellationToken)
    {
        Dictionary<string, ZooPackage> downloaded = zoo.FindDownloaded(folder).ToDictionary(package => package.Folder);
        List<ListedPackage> listed = [];
        foreach (string source in PackageFinder.Find(folder))
        {
            listed.Add(await OpenAsync(source, downloaded.GetValueOrDefault(source), backend, cancellationToken)
                .ConfigureAwait(false));
        }

        return listed;
    }

    private static async Task<ListedPackage> OpenAsync(
        string source, ZooPackage? downloaded, IModelBackend backend, CancellationToken cancellationToken)
    {
        try
        {
            using ModelPackage package =
                await ModelPackageReader.OpenAsync(source, null, cancellationToken).ConfigureAwait(false);
            ModelInspection inspection = ModelInspection.Of(package, backend);
            return new ListedPackage(
                downloaded?.Id ?? package.Id,
                downloaded?.Version ?? package.Description.Version,
                package.Description.Name,
                inspection.ReasonAgainstForeground is string reason
                    ? [.. inspection.ReasonsAgainst, reason]
                    : inspection.ReasonsAgainst);
        }
        catch (BioZooCteException exception)
        {
            return new ListedPackage(
                downloaded?.Id ?? Path.GetFileName(source), downloaded?.Version, null, [exception.Message]);
        }
    }
}
