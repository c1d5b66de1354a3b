using System.Globalization;
using System.Text;

using BioZooCte.Packages.Description;

namespace BioZooCte.Packages.Annotation;

/// <summary>Nodes in flow style, which is JSON.</summary>
internal static class FlowText
{
    /// <summary>The node on one line.</summary>
    public static string Compact(RdfNode node) => node switch
    {
        RdfMapping mapping =>
            $"{{{string.Join(", ", mapping.Entries.Select(e => $"{Key(e.Key)}: {Compact(e.Value)}"))}}}",
        RdfSequence sequence => $"[{string.Join(", ", sequence.Items.Select(Compact))}]",
        _ => ScalarText.Quoted((RdfScalar)node),
    };

    /// <summary>
    /// The node with a line for each field; the first line without indentation, the others by that of
    /// <paramref name="indent"/> and what a level adds.
    /// </summary>
    /// <param name="node">The node.</param>
    /// <param name="indent">The indentation of the line that the node begins on.</param>
    /// <param name="style">How the file is laid out.</param>
    public static string Lines(RdfNode node, string indent, TextStyle style)
    {
        string inner = indent + style.Step;
        IEnumerable<string>? items = node switch
        {
            RdfMapping mapping => mapping.Entries.Select(e => $"{Key(e.Key)}: {Lines(e.Value, inner, style)}"),
            RdfSequence sequence when sequence.Items.Any(item => item is RdfMapping) =>
                sequence.Items.Select(item => Lines(item, inner, style)),
            _ => null,
        };
        if (items is null)
        {
            return Compact(node);
        }

        (char open, char close) = node is RdfMapping ? ('{', '}') : ('[', ']');
        return new StringBuilder().Append(open).Append(style.LineEnd)
            .AppendJoin($",{style.LineEnd}", items.Select(item => inner + item)).Append(style.LineEnd)
            .Append(CultureInfo.InvariantCulture, $"{indent}{close}").ToString();
    }

    /// <summary>A key, which is JSON too.</summary>
    public static string Key(string key) => ScalarText.Quoted(new RdfScalar(0, key, key));
}
