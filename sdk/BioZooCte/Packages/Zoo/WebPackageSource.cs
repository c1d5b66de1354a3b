using BioZooCte.Packages.Description;
using BioZooCte.Packages.Files;

namespace BioZooCte.Packages.Zoo;

/// <summary>A package whose files lie beside its RDF on the web.</summary>
/// <param name="rdfUrl">The RDF's URL.</param>
/// <param name="rdf">The RDF.</param>
/// <param name="cache">What fetches.</param>
/// <param name="maximum">The most bytes of a file.</param>
internal sealed class WebPackageSource(Uri rdfUrl, ReadOnlyMemory<byte> rdf, ContentCache cache, long maximum)
    : IPackageSource
{
    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Rdf => rdf;

    /// <inheritdoc/>
    public string RdfName
    {
        get
        {
            string name = Uri.UnescapeDataString(rdfUrl.Segments[^1]);
            return RdfFileNames.IsStandard(name) ? name : "rdf.yaml";
        }
    }

    /// <inheritdoc/>
    public async Task<string> FetchAsync(
        FileDescription file, string path, IProgress<(long Bytes, long? Total)> progress, CancellationToken ct)
    {
        Uri url = PackagePath.AsUrl(file.Source)
            ?? WebFiles.BesideOf(rdfUrl, PackagePath.Normalize(file.Source)!);
        CachedContent content = await cache.GetAsync(url, file.Sha256, maximum, progress, ct).ConfigureAwait(false);
        await content.CopyToAsync(path, ct).ConfigureAwait(false);
        return content.Sha256;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
