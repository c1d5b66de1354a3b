using System.Net.Http.Headers;

using BioZooCte.Files;
using BioZooCte.Packages.Web;

namespace BioZooCte.Packages.Zoo;

/// <summary>
/// Files from the web, named by their sha256: one whose hash is known is fetched once; of any other one the server is
/// asked each time whether it is still the same, where it says which state of the file it gave. What broke off is
/// continued, also by a later program; several programs may use the same folder.
/// </summary>
/// <param name="places">Where they lie.</param>
/// <param name="access">How files are fetched.</param>
internal sealed class ContentCache(CachePlaces places, WebAccess access)
{
    /// <summary>What the name ends in of the file that says what a URL gave: its hash, and the state of the file.</summary>
    private const string Known = ".known";

    /// <summary>What the name ends in of a file that is on its way.</summary>
    public const string Part = ".part";

    /// <summary>A file of the web.</summary>
    /// <param name="url">Where it is.</param>
    /// <param name="sha256">Its hash; null where that is not known.</param>
    /// <param name="maximum">The most bytes.</param>
    /// <param name="progress">Is told how many bytes are there, and of how many; null for no one.</param>
    /// <param name="ct">Ends it; what has arrived stays for the next time.</param>
    /// <exception cref="InvalidModelPackageException">The server does not give it, or another one.</exception>
    /// <exception cref="ReadOnlyCacheException">It would have to be fetched, and the cache can only be read.</exception>
    public async Task<CachedContent> GetAsync(
        Uri url, string? sha256, long maximum, IProgress<(long Bytes, long? Total)>? progress, CancellationToken ct)
    {
        if (sha256 is not null && await FindAsync(sha256, ct).ConfigureAwait(false) is CachedContent known)
        {
            return known;
        }

        string part = Path.Combine(places.Parts, sha256 ?? ContentHash.Of(url.AbsoluteUri));
        using IDisposable held = await LockAsync(part, url, progress, ct).ConfigureAwait(false);
        if (sha256 is not null && await FindAsync(sha256, ct).ConfigureAwait(false) is CachedContent meanwhile)
        {
            return meanwhile;
        }

        (string Sha256, RangeConditionHeaderValue State)? last =
            sha256 is null ? await RecallAsync(part, ct).ConfigureAwait(false) : null;
        while (true)
        {
            (bool wasBegun, WebDownload download) = await FetchAsync(
                url, part + Part, sha256, last?.State, maximum, progress, ct).ConfigureAwait(false);
            if (last is not null && download.IsUnchanged)
            {
                Discard(part + Part);
                if (await FindAsync(last.Value.Sha256, ct).ConfigureAwait(false) is CachedContent unchanged)
                {
                    LastUse.Note(part + Known);
                    return unchanged;
                }

                last = null;
                continue;
            }

            string actual = await ContentHash.OfAsync(part + Part, ct).ConfigureAwait(false);
            if (sha256 is null || actual == sha256)
            {
                if (sha256 is null)
                {
                    Remember(part, actual, download.State);
                }

                return Keep(part, actual);
            }

            Discard(part + Part);
            if (!wasBegun)
            {
                throw new InvalidModelPackageException(
                    url.ToString(), null, null, $"the file has the sha256 {actual}", $"{sha256}, which is declared");
            }
        }
    }

    /// <summary>What a URL of no known hash gave the last time; null where that is not here.</summary>
    /// <param name="url">The URL.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<CachedContent?> FindLastAsync(Uri url, CancellationToken ct) =>
        await RecallAsync(Path.Combine(places.Parts, ContentHash.Of(url.AbsoluteUri)), ct).ConfigureAwait(false) is var (sha256, _)
            ? await FindAsync(sha256, ct).ConfigureAwait(false)
            : null;

    /// <summary>Waits until nobody else fetches a file, and tells meanwhile how far that is.</summary>
    private async Task<IDisposable> LockAsync(
        string part, Uri url, IProgress<(long Bytes, long? Total)>? progress, CancellationToken ct) =>
        await FileLock.WaitAsync(
            part + ".lock",
            () => progress?.Report((new FileInfo(part + Part) is { Exists: true } file ? file.Length : 0, null)),
            ct).ConfigureAwait(false)
        ?? throw new ReadOnlyCacheException(places.Folder, $"{url}");

    /// <summary>A file that is here and whole, or null; one that is damaged is removed where that is allowed.</summary>
    private async Task<CachedContent?> FindAsync(string sha256, CancellationToken ct)
    {
        string path = PathOf(sha256);
        try
        {
            if (await ContentHash.OfAsync(path, ct).ConfigureAwait(false) == sha256)
            {
                LastUse.Note(path);
                return new CachedContent(path, sha256);
            }

            File.Delete(path);
            return null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException || FileLock.IsReadOnly(e))
        {
            return null;
        }
    }

    /// <summary>Fetches a file, or the rest of it; whether a part of it was here before.</summary>
    private async Task<(bool WasBegun, WebDownload Download)> FetchAsync(
        Uri url,
        string path,
        string? sha256,
        RangeConditionHeaderValue? state,
        long maximum,
        IProgress<(long Bytes, long? Total)>? progress,
        CancellationToken ct)
    {
        using PartialFile part = new(path, isVerifiedLater: sha256 is not null);
        bool wasBegun = part.Length > 0;
        WebDownload download = new(access, url, part, maximum, progress) { Known = state };
        await download.RunAsync(ct).ConfigureAwait(false);
        return (wasBegun, download);
    }

    /// <summary>What a URL gave before, and in which state; null where that is not known or no longer here.</summary>
    private async Task<(string Sha256, RangeConditionHeaderValue State)?> RecallAsync(
        string part, CancellationToken ct) =>
        File.Exists(part + Known)
        && await File.ReadAllLinesAsync(part + Known, ct).ConfigureAwait(false) is [{ Length: 64 } sha256, string text]
        && RangeConditionHeaderValue.TryParse(text, out RangeConditionHeaderValue? state)
        && File.Exists(PathOf(sha256))
            ? (sha256, state)
            : null;

    private static void Remember(string part, string sha256, RangeConditionHeaderValue? state)
    {
        if (state is null)
        {
            File.Delete(part + Known);
        }
        else
        {
            File.WriteAllLines(part + Known, [sha256, $"{state}"]);
        }
    }

    private CachedContent Keep(string part, string sha256)
    {
        string path = PathOf(sha256);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Delete(PartialFile.StateOf(part + Part));
        File.Move(part + Part, path, overwrite: true);
        LastUse.Note(path);
        return new CachedContent(path, sha256);
    }

    private static void Discard(string part)
    {
        File.Delete(part);
        File.Delete(PartialFile.StateOf(part));
    }

    private string PathOf(string sha256) => Path.Combine(places.Content, sha256[..2], sha256);
}
