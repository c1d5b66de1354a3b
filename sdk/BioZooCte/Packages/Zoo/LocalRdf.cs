using System.Text;

using BioZooCte.Packages.Annotation;
using BioZooCte.Packages.Description;
using BioZooCte.Packages.Files;

using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace BioZooCte.Packages.Zoo;

/// <summary>
/// The RDF of a package whose files were fetched from URLs that it names: the names of the files stand there instead,
/// so that the package needs no network. Nothing else of its text is changed.
/// </summary>
internal static class LocalRdf
{
    /// <summary>Every URL has more.</summary>
    private const string Beginning = "http://";

    /// <summary>The RDF.</summary>
    /// <param name="rdf">As it came; it was read without an error.</param>
    /// <param name="path">The RDF as errors name it.</param>
    /// <param name="names">The local names, by the URLs as the RDF has them.</param>
    public static ReadOnlyMemory<byte> Of(
        ReadOnlyMemory<byte> rdf, string path, IReadOnlyDictionary<string, string> names)
    {
        if (names.Count == 0)
        {
            return rdf;
        }

        PlacedText text = PlacedText.Read(RdfText.Decode(rdf.Span, path));
        return Encoding.UTF8.GetBytes(TextEdit.Apply(text.Text, [.. Edits(text, text.Root, names)]));
    }

    private static IEnumerable<TextEdit> Edits(
        PlacedText text, PlacedNode node, IReadOnlyDictionary<string, string> names)
    {
        IEnumerable<TextEdit> own = node.Event is Scalar scalar && names.TryGetValue(scalar.Value, out string? name)
            ? [Edit(text.Text, node, scalar, name)]
            : [];
        return own
            .Concat(node.Items.SelectMany(item => Edits(text, item, names)))
            .Concat(node.Entries.SelectMany(entry => Edits(text, entry.Value, names)));
    }

    /// <summary>Puts a name in a URL's place, behind its anchor or tag where it has one.</summary>
    private static TextEdit Edit(string text, PlacedNode node, Scalar url, string name)
    {
        string written = text[node.Start..node.End].TrimEnd();
        int start = url.Style switch
        {
            ScalarStyle.Plain => written.IndexOf(url.Value[..Beginning.Length], StringComparison.Ordinal),
            ScalarStyle.Literal or ScalarStyle.Folded => written.IndexOfAny(['|', '>']),
            _ => written.IndexOfAny(['"', '\'']),
        };
        RdfScalar scalar = new(0, name, name);
        string inPlace = url.Style == ScalarStyle.Plain ? ScalarText.Plain(scalar) : ScalarText.Quoted(scalar);
        return new TextEdit(node.Start + start, written.Length - start, inPlace);
    }
}
