namespace BioZooCte.Packages.Annotation;

/// <summary>Finds out how a YAML text is laid out, so that what is added to it looks like the rest.</summary>
internal static class TextStyleReader
{
    private const string UsualStep = "  ";

    /// <summary>The layout of the first of each that the text has, else the usual one.</summary>
    public static TextStyle Read(PlacedText text)
    {
        int end = text.Text.AsSpan().IndexOfAny('\n', '\r');
        return new TextStyle(
            end < 0 ? "\n" : text.LineEndAt(end),
            text.Root.IsFlow ? FlowStep(text) : BlockStep(text, text.Root) ?? UsualStep,
            FirstDash(text, text.Root) ?? UsualStep);
    }

    /// <summary>What a level adds in a mapping of brackets over several lines; the usual step in one of one line.</summary>
    public static string FlowStep(PlacedText text, PlacedNode collection)
    {
        int first = collection.IsMapping ? collection.Entries[0].Key.Start : collection.Items[0].Start;
        int step = text.IndentAt(first).Length - text.IndentAt(collection.Start).Length;
        return step > 0 ? new string(' ', step) : UsualStep;
    }

    private static string FlowStep(PlacedText text) =>
        text.Root.Entries.Count > 0 ? FlowStep(text, text.Root) : UsualStep;

    /// <summary>The first difference between the keys of a mapping and those of one below it.</summary>
    private static string? BlockStep(PlacedText text, PlacedNode node)
    {
        foreach ((PlacedNode key, PlacedNode value) in node.Entries)
        {
            if (value is { IsMapping: true, IsFlow: false }
                && text.IsFirstOnLine(key.Start) && text.IsFirstOnLine(value.Entries[0].Key.Start))
            {
                int step = text.IndentAt(value.Entries[0].Key.Start).Length - text.IndentAt(key.Start).Length;
                return step > 0 ? new string(' ', step) : null;
            }
        }

        return Below(node).Select(child => BlockStep(text, child)).FirstOrDefault(step => step is not null);
    }

    /// <summary>How far dashes stand from the key above them, where that begins its line.</summary>
    private static string? FirstDash(PlacedText text, PlacedNode node)
    {
        foreach ((PlacedNode key, PlacedNode value) in node.Entries)
        {
            if (value is { IsSequence: true, IsFlow: false, HasProperties: false }
                && text.IsFirstOnLine(key.Start) && text.IsFirstOnLine(value.Start))
            {
                int dash = text.IndentAt(value.Start).Length - text.IndentAt(key.Start).Length;
                return new string(' ', Math.Max(0, dash));
            }
        }

        return Below(node).Select(child => FirstDash(text, child)).FirstOrDefault(dash => dash is not null);
    }

    private static IEnumerable<PlacedNode> Below(PlacedNode node) =>
        node.Items.Concat(node.Entries.Select(entry => entry.Value));
}
