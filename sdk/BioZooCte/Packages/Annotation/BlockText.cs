using System.Text;

using BioZooCte.Packages.Description;

namespace BioZooCte.Packages.Annotation;

/// <summary>Nodes in block style, as lines that are indented by nothing.</summary>
internal static class BlockText
{
    /// <summary>The most characters that stand on a line behind a key, where there is a choice.</summary>
    private const int Width = 88;

    private const string Item = "- ";

    /// <summary>The node's lines.</summary>
    public static IReadOnlyList<string> Lines(RdfNode node, TextStyle style) => node switch
    {
        RdfMapping mapping => [.. mapping.Entries.SelectMany(e => Entry(e.Key, e.Value, style))],
        RdfSequence sequence => [.. sequence.Items.SelectMany(item => Prefixed(
            Item, IsOnOneLine(item) ? [Inline(item)] : Lines(item, style), new string(' ', Item.Length)))],
        _ => Folded((string)((RdfScalar)node).Value!),
    };

    /// <summary>The lines of a key with its value.</summary>
    public static IEnumerable<string> Entry(string key, RdfNode value, TextStyle style)
    {
        if (IsOnOneLine(value))
        {
            return [$"{key}: {Inline(value)}"];
        }

        IReadOnlyList<string> lines = Lines(value, style);
        return value is RdfScalar
            ? Prefixed($"{key}: ", lines, style.Step)
            : [$"{key}:", .. lines.Select(line => (value is RdfSequence ? style.Dash : style.Step) + line)];
    }

    private static IEnumerable<string> Prefixed(string first, IReadOnlyList<string> lines, string others) =>
        lines.Select((line, i) => (i == 0 ? first : others) + line);

    private static bool IsOnOneLine(RdfNode node) => node switch
    {
        RdfScalar scalar => scalar.Value is not string text || text.Length <= Width || !CanBeFolded(text),
        RdfSequence sequence =>
            sequence.Items.All(item => item is RdfScalar) && Inline(sequence).Length <= Width,
        _ => false,
    };

    private static string Inline(RdfNode node) => node switch
    {
        RdfSequence sequence => $"[{string.Join(", ", sequence.Items.Select(InFlow))}]",
        _ => ScalarText.Plain((RdfScalar)node),
    };

    /// <summary>In flow style a text with a colon is better quoted.</summary>
    private static string InFlow(RdfNode node) =>
        node is RdfScalar { Value: string text } scalar && !text.Contains(':', StringComparison.Ordinal)
            ? ScalarText.Plain(scalar)
            : FlowText.Compact(node);

    /// <summary>Folding keeps single blanks between words, and nothing else.</summary>
    private static bool CanBeFolded(string text) =>
        ScalarText.IsPrintable(text)
        && text[0] != ' ' && text[^1] != ' '
        && !text.Contains("  ", StringComparison.Ordinal);

    private static List<string> Folded(string text)
    {
        List<string> lines = [">-"];
        StringBuilder line = new();
        foreach (string word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > Width)
            {
                lines.Add(line.ToString());
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        lines.Add(line.ToString());
        return lines;
    }
}
