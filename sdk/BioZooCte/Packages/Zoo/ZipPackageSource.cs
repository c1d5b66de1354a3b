using BioZooCte.Files;
using BioZooCte.Packages.Description;
using BioZooCte.Packages.Files;

namespace BioZooCte.Packages.Zoo;

/// <summary>A package that was fetched as a zip.</summary>
internal sealed class ZipPackageSource : IPackageSource
{
    private readonly ZipPackage _zip;
    private readonly Uri _url;
    private readonly ContentCache _cache;
    private readonly long _maximum;

    /// <summary>Opens it.</summary>
    /// <param name="path">The zip on disk.</param>
    /// <param name="url">The zip's URL.</param>
    /// <param name="cache">What fetches files that are named by a URL.</param>
    /// <param name="maximum">The most bytes of a file.</param>
    public ZipPackageSource(string path, Uri url, ContentCache cache, long maximum)
    {
        _url = url;
        _cache = cache;
        _maximum = maximum;
        _zip = ZipPackage.Open(path, url.ToString(), new PackageOptions());
        try
        {
            Rdf = _zip.ReadRdf();
        }
        catch
        {
            _zip.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Rdf { get; }

    /// <inheritdoc/>
    public string RdfName => PackagePath.FileNameOf(_zip.RdfName);

    /// <inheritdoc/>
    public async Task<string> FetchAsync(
        FileDescription file, string path, IProgress<(long Bytes, long? Total)> progress, CancellationToken ct)
    {
        if (PackagePath.AsUrl(file.Source) is Uri url)
        {
            CachedContent content =
                await _cache.GetAsync(url, file.Sha256, _maximum, progress, ct).ConfigureAwait(false);
            await content.CopyToAsync(path, ct).ConfigureAwait(false);
            return content.Sha256;
        }

        string relative = _zip.Folder + PackagePath.Normalize(file.Source);
        lock (_zip)
        {
            if (!_zip.Contains(relative))
            {
                throw new InvalidModelPackageException(
                    $"{_url}/{_zip.RdfName}", null, null,
                    $"the file '{file.Source}' is not in the zip", "a file of the package");
            }

            using FileStream stream = File.Create(path);
            _zip.Unpack(relative, stream, ct);
            progress.Report((stream.Length, stream.Length));
        }

        string actual = await ContentHash.OfAsync(path, ct).ConfigureAwait(false);
        if (file.Sha256 is not null && file.Sha256 != actual)
        {
            throw new InvalidModelPackageException(
                $"{_url}/{file.Source}", null, null,
                $"the file has the sha256 {actual}", $"{file.Sha256}, which is declared");
        }

        return actual;
    }

    /// <inheritdoc/>
    public void Dispose() => _zip.Dispose();
}
