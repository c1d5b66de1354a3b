using BioZooCte.Packages.Description;

namespace BioZooCte.Packages.Files;

/// <summary>
/// The files of a package whose RDF was read from a URL: they lie beside it, and are fetched when wanted.
/// </summary>
/// <param name="rdfUrl">The RDF's URL.</param>
/// <param name="rdf">The RDF, for the places of what is wrong.</param>
/// <param name="options">What is allowed.</param>
/// <param name="downloads">What has fetched the RDF; disposed with this.</param>
internal sealed class WebFiles(Uri rdfUrl, RdfMapping rdf, PackageOptions options, Downloads downloads)
    : PackageFiles(rdfUrl.ToString(), rdf, options, downloads)
{
    private readonly Downloads _downloads = downloads;

    /// <summary>
    /// The URL of a file beside the RDF. A query (such as a version) goes along; of a record's file at Zenodo
    /// (<c>…/files/NAME/content</c>) the name is replaced.
    /// </summary>
    public static Uri BesideOf(Uri rdfUrl, string relative)
    {
        string escaped = string.Join('/', relative.Split('/').Select(Uri.EscapeDataString));
        string[] segments = rdfUrl.Segments;
        bool isRecord = segments.Length > 4 && segments[^1].TrimEnd('/') == "content"
            && segments[^3] == "files/";
        string path = isRecord
            ? string.Concat(segments[..^2]) + escaped + "/content"
            : string.Concat(segments[..^1]) + escaped;
        return new UriBuilder(rdfUrl) { Path = path }.Uri;
    }

    /// <inheritdoc/>
    protected override string Locate(string relative, string source) =>
        _downloads.Fetch(BesideOf(rdfUrl, relative), relative);
}
