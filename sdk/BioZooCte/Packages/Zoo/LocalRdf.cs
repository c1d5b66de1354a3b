using System.Text;
using System.Text.RegularExpressions;

namespace BioZooCte.Packages.Zoo;

/// <summary>
/// The RDF of a package whose files were fetched from URLs that it names: the names of the files stand there instead,
/// so that the package needs no network. Nothing else of its text is changed.
/// </summary>
internal static class LocalRdf
{
    /// <summary>The RDF.</summary>
    /// <param name="rdf">As it came.</param>
    /// <param name="names">The local names, by the URLs as the RDF has them.</param>
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> rdf, IReadOnlyDictionary<string, string> names)
    {
        if (names.Count == 0)
        {
            return rdf;
        }

        string text = Encoding.UTF8.GetString(rdf.Span);
        foreach ((string url, string name) in names)
        {
            // As a whole value: what comes before and after it is no part of a longer URL.
            text = Regex.Replace(
                text,
                $@"(?<=[\s""'\[,:{{]){Regex.Escape(url)}(?=[\s""'\],}}]|$)",
                _ => name,
                RegexOptions.Multiline | RegexOptions.CultureInvariant);
        }

        return Encoding.UTF8.GetBytes(text);
    }
}
