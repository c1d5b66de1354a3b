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

    /// <summary>A file of the web.</summary>
    /// <param name="url">Where it is.</param>
    /// <param name="sha256">Its hash; null where that is not known.</param>
    /// <param name="maximum">The most bytes.</param>
    /// <param name="progress">Is told how many bytes are there, and of how many; null for no one.</param>
    /// <param name="ct">Ends it; what has arrived stays for the next time.</param>
    /// <exception cref="InvalidModelPackageException">The server does not give it, or another one.</exception>
    public async Task<CachedContent> GetAsync(
        Uri url, string? sha256, long maximum, IProgress<(long Bytes, long? Total)>? progress, CancellationToken ct)
    {
        if (sha256 is not null && await FindAsync(sha256, ct).ConfigureAwait(false) is CachedContent known)
        {
            return known;
        }

        string part = Path.Combine(places.Parts, sha256 ?? ContentHash.Of(url.AbsoluteUri));
        using IDisposable held = await FileLock.WaitAsync(part + ".lock", ct).ConfigureAwait(false);
        if (sha256 is not null && await FindAsync(sha256, ct).ConfigureAwait(false) is CachedContent meanwhile)
        {
            return meanwhile;
        }

        if (sha256 is null)
        {
            await RecallAsync(part, ct).ConfigureAwait(false);
        }

        while (true)
        {
            bool wasBegun = await FetchAsync(url, part + ".part", sha256, maximum, progress, ct).ConfigureAwait(false);
            string actual = await ContentHash.OfAsync(part + ".part", ct).ConfigureAwait(false);
            if (sha256 is null || actual == sha256)
            {
                return Keep(part, actual, isOfUrl: sha256 is null);
            }

            Discard(part + ".part");
            if (!wasBegun)
            {
                throw new InvalidModelPackageException(
                    url.ToString(), null, null, $"the file has the sha256 {actual}", $"{sha256}, which is declared");
            }
        }
    }

    /// <summary>A file that is here and whole, or null; one that is damaged is removed.</summary>
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
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Fetches a file, or the rest of it; whether a part of it was here before.</summary>
    private async Task<bool> FetchAsync(
        Uri url,
        string path,
        string? sha256,
        long maximum,
        IProgress<(long Bytes, long? Total)>? progress,
        CancellationToken ct)
    {
        using PartialFile part = new(path, isVerifiedLater: sha256 is not null);
        bool wasBegun = part.Length > 0;
        await new WebDownload(access, url, part, maximum, progress).RunAsync(ct).ConfigureAwait(false);
        return wasBegun;
    }

    /// <summary>
    /// Lays what a URL gave before where that lies which broke off: asked for the rest of it, the server says that there is
    /// none, or gives another state of the file in full.
    /// </summary>
    private async Task RecallAsync(string part, CancellationToken ct)
    {
        if (File.Exists(part + ".part") || !File.Exists(part + Known))
        {
            return;
        }

        if (await File.ReadAllLinesAsync(part + Known, ct).ConfigureAwait(false) is [{ Length: 64 } sha256, string state]
            && await FindAsync(sha256, ct).ConfigureAwait(false) is CachedContent content)
        {
            await content.CopyToAsync(part + ".part", ct).ConfigureAwait(false);
            await File.WriteAllTextAsync(PartialFile.StateOf(part + ".part"), state, ct).ConfigureAwait(false);
        }
    }

    private CachedContent Keep(string part, string sha256, bool isOfUrl)
    {
        string path = PathOf(sha256);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string state = PartialFile.StateOf(part + ".part");
        if (isOfUrl && File.Exists(state))
        {
            File.WriteAllLines(part + Known, [sha256, File.ReadAllText(state)]);
        }

        File.Delete(state);
        File.Move(part + ".part", path, overwrite: true);
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
