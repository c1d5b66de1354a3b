using BioZooCte.Files;

namespace BioZooCte.Packages.Zoo;

/// <summary>
/// Fetches indexes, and keeps the last one of each: where there is no network, or the server fails, the packages and
/// RDFs that are here already can still be found; so it is with a cache that can only be read.
/// </summary>
/// <param name="folder">The folder in which they are kept.</param>
/// <param name="cache">What fetches.</param>
internal sealed class KeptIndexes(string folder, ContentCache cache)
{
    private const long MaximumBytes = 64 << 20;

    /// <summary>An index, as it is now or, with a notice, as it was.</summary>
    /// <param name="url">Where it is.</param>
    /// <param name="ct">Ends the fetching.</param>
    /// <exception cref="InvalidModelPackageException">It cannot be fetched, or is none, and never was.</exception>
    public async Task<ZooIndex> GetAsync(Uri url, CancellationToken ct)
    {
        string kept = Path.Combine(folder, $"{ContentHash.Of(url.AbsoluteUri)}.json");
        try
        {
            CachedContent file = await cache.GetAsync(url, null, MaximumBytes, null, ct).ConfigureAwait(false);
            byte[] json = await File.ReadAllBytesAsync(file.Path, ct).ConfigureAwait(false);
            ZooIndex index = ZooIndexReader.Read(json, url);
            Directory.CreateDirectory(folder);
            AtomicFile.Write(kept, stream => stream.Write(json));
            return index;
        }
        catch (Exception e) when (e is InvalidModelPackageException or ReadOnlyCacheException && File.Exists(kept))
        {
            DateTime date = File.GetLastWriteTimeUtc(kept);
            string notice = $"{e.Message.TrimEnd('.')}; the index of {date:yyyy-MM-dd} is used.";
            return ZooIndexReader.Read(await File.ReadAllBytesAsync(kept, ct).ConfigureAwait(false), url, notice);
        }
    }
}
