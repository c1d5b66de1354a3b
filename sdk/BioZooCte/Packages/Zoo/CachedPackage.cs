namespace BioZooCte.Packages.Zoo;

/// <summary>A package of the cache that is opened by its path, not by its name: it is in use all the same.</summary>
internal static class CachedPackage
{
    /// <summary>Keeps a package of the cache from being removed.</summary>
    /// <param name="folder">The full path of the package's folder.</param>
    /// <param name="ct">Ends the wait for one who is about to remove it.</param>
    /// <returns>What the caller disposes when it no longer uses the package; null for one of no cache.</returns>
    public static async Task<IDisposable?> UseAsync(string folder, CancellationToken ct)
    {
        string package = Directory.ResolveLinkTarget(folder, returnFinalTarget: true)?.FullName ?? folder;
        string record = Path.Combine(package, PackageRecord.FileName);
        if (CachePlaces.Around(package) is not CachePlaces places || !File.Exists(record))
        {
            return null;
        }

        try
        {
            LastUse.Note(record);
            return await FileLock.WaitForShareAsync(places.UseLock(package), null, ct).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // The cache is somebody else's: it can be read, and who may prune it is not kept from it.
        }
    }
}
