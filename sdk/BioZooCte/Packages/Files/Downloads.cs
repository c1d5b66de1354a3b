using BioZooCte.Packages.Web;

namespace BioZooCte.Packages.Files;

/// <summary>
/// Fetches files from the web into a temporary folder, which is made at the first file and removed at the
/// end; all of them together may have no more bytes than the options allow.
/// </summary>
/// <param name="options">What is allowed.</param>
/// <param name="ended">Ends all downloads, also those of files that are asked for later.</param>
internal sealed class Downloads(PackageOptions options, CancellationToken ended) : IDisposable
{
    private readonly Dictionary<Uri, string> _files = [];
    private TemporaryFolder? _folder;
    private int _tries;
    private long _remaining = options.MaximumDownloadBytes;

    /// <summary>Ends them, and whatever else is done with the files for long.</summary>
    public CancellationToken Ended => ended;

    /// <summary>The path of a file from the web, fetched at the first call.</summary>
    /// <param name="url">Where it is.</param>
    /// <param name="relative">Where it has to lie in the folder; null where that does not matter.</param>
    /// <exception cref="OperationCanceledException">They were ended.</exception>
    public string Fetch(Uri url, string? relative = null) => FetchAsync(url, relative).GetAwaiter().GetResult();

    /// <inheritdoc cref="Fetch"/>
    public async Task<string> FetchAsync(Uri url, string? relative = null)
    {
        if (_files.TryGetValue(url, out string? known))
        {
            return known;
        }

        _folder ??= new TemporaryFolder();
        string name = Path.GetFileName(Uri.UnescapeDataString(url.AbsolutePath));
        string path = _folder.Reserve($"urls/{_tries++}/{PackagePath.Normalize(name) ?? "file"}");
        _remaining -= await WebFile.DownloadAsync(WebAccess.Of(options), url, path, _remaining, ended)
            .ConfigureAwait(false);
        if (relative is not null)
        {
            string place = _folder.Reserve($"files/{relative}");
            File.Move(path, place, overwrite: true);
            path = place;
        }

        _files.Add(url, path);
        return path;
    }

    /// <inheritdoc/>
    public void Dispose() => _folder?.Dispose();
}
