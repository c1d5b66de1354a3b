using BioZooCte.Packages.Description;

namespace BioZooCte.Packages.Annotation;

/// <summary>
/// What has to change in a YAML text so that a mapping or a list has something more. Null where the text is written in a
/// way that cannot be added to: keys that do not begin their lines, values far from their keys.
/// </summary>
/// <param name="text">The text.</param>
/// <param name="style">How it is laid out.</param>
internal sealed class EvaluationEdits(PlacedText text, TextStyle style)
{
    /// <summary>Adds a key that a mapping does not have.</summary>
    public IReadOnlyList<TextEdit>? Add(PlacedNode mapping, string key, RdfNode value)
    {
        if (mapping.IsFlow)
        {
            PlacedNode? next = mapping.Entries.Count > 0 ? mapping.Entries[0].Key : null;
            return AddInFlow(mapping, next, $"{FlowText.Key(key)}: ", value);
        }

        int first = mapping.Entries[0].Key.Start;
        if (!text.IsFirstOnLine(first))
        {
            return null;
        }

        string indent = text.IndentAt(first);
        IEnumerable<string> lines = BlockText.Entry(key, value, style);
        int end = text.ContentEnd(mapping);
        // Put behind it, a line's end would become part of the text.
        bool isLast = text.NextLine(end) == text.Text.Length && text.LineEndAt(text.Text.Length - 1).Length == 0;
        return mapping.EndsInBlockScalar && isLast
            ? [new TextEdit(text.LineStart(first), 0, Joined(indent, lines) + style.LineEnd)]
            : [AddLines(end, indent, lines)];
    }

    /// <summary>Gives a key a value that has none, null or an empty one.</summary>
    public IReadOnlyList<TextEdit>? Fill(PlacedNode mapping, PlacedNode key, PlacedNode empty, RdfNode value)
    {
        if (empty.HasProperties)
        {
            return null;
        }

        if (mapping.IsFlow)
        {
            return empty.IsNothing ? null
                : [new TextEdit(empty.Start, empty.End - empty.Start, InFlow(mapping, key, value))];
        }

        int colon = text.Text.IndexOf(':', key.End);
        int next = text.NextLine(colon);
        if (!text.IsFirstOnLine(key.Start) || (!empty.IsNothing && (empty.Start >= next || empty.End > next)))
        {
            return null;
        }

        string indent = text.IndentAt(key.Start);
        IEnumerable<string> lines = BlockText.Lines(value, style)
            .Select(line => (value is RdfSequence ? style.Dash : style.Step) + line);
        TextEdit added = AddLines(colon, indent, lines, skipsComments: false);
        if (empty.IsNothing)
        {
            return [added];
        }

        int end = colon + 1;
        return [new TextEdit(end, empty.End - end, ""), added];
    }

    /// <summary>Adds an item to a list that has some: in brackets at its beginning, else at its end.</summary>
    public IReadOnlyList<TextEdit>? AddItem(PlacedNode list, RdfNode item) => list.IsFlow
        ? AddInFlow(list, list.Items[0], "", item)
        : FindDash(list.Items[0]) is int dash
            ? [AddLines(
                text.ContentEnd(list), text.IndentAt(dash), BlockText.Lines(new RdfSequence(0, [item]), style))]
            : null;

    /// <summary>Puts an item of a list in another's place.</summary>
    public IReadOnlyList<TextEdit>? Replace(PlacedNode list, PlacedNode old, RdfNode item)
    {
        if (list.IsFlow)
        {
            string added = old.Entries.Count > 0 && IsOverLines(old, old.Entries[0].Key)
                ? FlowText.Lines(item, text.IndentAt(old.Start), StyleIn(old))
                : FlowText.Compact(item);
            return [new TextEdit(old.Start, old.End - old.Start, added)];
        }

        if (FindDash(old) is not int dash)
        {
            return null;
        }

        string indent = text.IndentAt(dash);
        int start = text.LineStart(dash);
        int end = EndOfLines(text.ContentEnd(old));
        bool endsLine = end > 0 && text.Text[end - 1] is '\n' or '\r';
        string lines = Joined(indent, BlockText.Lines(new RdfSequence(0, [item]), style));
        return [new TextEdit(start, end - start, lines + (endsLine ? style.LineEnd : ""))];
    }

    private List<TextEdit> AddInFlow(PlacedNode collection, PlacedNode? first, string key, RdfNode value)
    {
        if (first is null)
        {
            int inside = text.Text.IndexOfAny(['{', '['], collection.Start) + 1;
            return [new TextEdit(inside, 0, key + FlowText.Compact(value))];
        }

        if (!IsOverLines(collection, first) || !text.IsFirstOnLine(first.Start))
        {
            return [new TextEdit(first.Start, 0, $"{key}{FlowText.Compact(value)}, ")];
        }

        string indent = text.IndentAt(first.Start);
        string added = $"{indent}{key}{FlowText.Lines(value, indent, StyleIn(collection))},{style.LineEnd}";
        int open = text.Text.IndexOfAny(['{', '['], collection.Start);
        return [new TextEdit(text.NextLine(open), 0, added)];
    }

    private string InFlow(PlacedNode mapping, PlacedNode key, RdfNode value) =>
        IsOverLines(mapping, mapping.Entries[0].Key)
            ? FlowText.Lines(value, text.IndentAt(key.Start), StyleIn(mapping))
            : FlowText.Compact(value);

    private TextStyle StyleIn(PlacedNode collection) =>
        style with { Step = TextStyleReader.FlowStep(text, collection) };

    private bool IsOverLines(PlacedNode collection, PlacedNode first) =>
        text.LineStart(first.Start) > collection.Start;

    /// <summary>The place of the dash before an item, where it begins the item's line.</summary>
    private int? FindDash(PlacedNode item)
    {
        int place = item.Start - 1;
        while (place > 0 && text.Text[place] == ' ')
        {
            place--;
        }

        return place >= 0 && text.Text[place] == '-' && text.IsFirstOnLine(place) ? place : null;
    }

    private TextEdit AddLines(int contentEnd, string indent, IEnumerable<string> lines, bool skipsComments = true)
    {
        int place = EndOfLines(contentEnd);
        while (skipsComments && IsComment(place, indent.Length))
        {
            place = text.NextLine(place);
        }

        string added = Joined(indent, lines);
        return place == text.Text.Length && text.Text[place - 1] is not ('\n' or '\r')
            ? new TextEdit(place, 0, style.LineEnd + added)
            : new TextEdit(place, 0, added + style.LineEnd);
    }

    private string Joined(string indent, IEnumerable<string> lines) =>
        string.Join(style.LineEnd, lines.Select(line => indent + line));

    /// <summary>Where the line after a content begins; content that keeps its last line's end is already there.</summary>
    private int EndOfLines(int contentEnd) =>
        contentEnd > 0 && text.Text[contentEnd - 1] is '\n' or '\r' ? contentEnd : text.NextLine(contentEnd);

    /// <summary>Whether a line is a comment, and not one of what stands further out.</summary>
    private bool IsComment(int lineStart, int least)
    {
        int length = text.IndentAt(lineStart).Length;
        return length >= least && lineStart + length < text.Text.Length && text.Text[lineStart + length] == '#';
    }
}
