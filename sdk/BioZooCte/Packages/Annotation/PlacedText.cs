using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace BioZooCte.Packages.Annotation;

/// <summary>A YAML text with the places of its nodes.</summary>
internal sealed class PlacedText
{
    private readonly Parser _parser;
    private readonly Dictionary<string, int> _aliases = new(StringComparer.Ordinal);

    private PlacedText(string text)
    {
        Text = text;
        _parser = new Parser(new StringReader(text));
        _parser.Consume<StreamStart>();
        _parser.Consume<DocumentStart>();
        Root = ReadNode();
    }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>The root of its document.</summary>
    public PlacedNode Root { get; }

    /// <summary>The places of a text that <see cref="Yaml.YamlReader"/> has read without an error.</summary>
    public static PlacedText Read(string text) => new(text);

    /// <summary>The line of an alias that repeats an anchor; null where none does.</summary>
    public int? LineOfAlias(string anchor) => _aliases.TryGetValue(anchor, out int line) ? line : null;

    /// <summary>Where a line begins that holds a place.</summary>
    public int LineStart(int place)
    {
        while (place > 0 && Text[place - 1] is not ('\n' or '\r'))
        {
            place--;
        }

        return place;
    }

    /// <summary>Where the next line begins; the text's end where there is none.</summary>
    public int NextLine(int place)
    {
        while (place < Text.Length && Text[place] is not ('\n' or '\r'))
        {
            place++;
        }

        return place + LineEndAt(place).Length;
    }

    /// <summary>What ends the line at a place; empty where nothing does.</summary>
    public string LineEndAt(int place) => place >= Text.Length ? ""
        : Text[place] == '\n' ? "\n"
        : Text[place] != '\r' ? ""
        : place + 1 < Text.Length && Text[place + 1] == '\n' ? "\r\n" : "\r";

    /// <summary>The blanks that the line of a place begins with.</summary>
    public string IndentAt(int place)
    {
        int start = LineStart(place);
        int end = start;
        while (end < Text.Length && Text[end] == ' ')
        {
            end++;
        }

        return Text[start..end];
    }

    /// <summary>Whether nothing but blanks stands before a place on its line.</summary>
    public bool IsFirstOnLine(int place) => LineStart(place) + IndentAt(place).Length == place;

    /// <summary>Behind the last character that belongs to a node, whatever comments follow it.</summary>
    public int ContentEnd(PlacedNode node)
    {
        if (node.IsFlow)
        {
            return node.End;
        }

        if (node.Entries.Count > 0)
        {
            (PlacedNode key, PlacedNode value) = node.Entries[^1];
            return value.IsNothing ? Text.IndexOf(':', key.End) + 1 : ContentEnd(value);
        }

        if (node.Items.Count > 0)
        {
            return ContentEnd(node.Items[^1]);
        }

        return node.IsBlockScalar && !KeepsEmptyLines(node) ? TrimmedEnd(node) : node.End;
    }

    private PlacedNode ReadNode()
    {
        ParsingEvent start = _parser.Current!;
        _parser.MoveNext();
        switch (start)
        {
            case MappingStart:
                List<KeyValuePair<PlacedNode, PlacedNode>> entries = [];
                while (_parser.Current is not MappingEnd)
                {
                    PlacedNode key = ReadNode();
                    entries.Add(new(key, ReadNode()));
                }

                return Place(start, TakeEnd()) with { Entries = entries };
            case SequenceStart:
                List<PlacedNode> items = [];
                while (_parser.Current is not SequenceEnd)
                {
                    items.Add(ReadNode());
                }

                return Place(start, TakeEnd()) with { Items = items };
            case AnchorAlias alias:
                _aliases.TryAdd(alias.Value.Value, (int)alias.Start.Line);
                break;
        }

        return Place(start, (int)start.End.Index);
    }

    /// <summary>Behind a closing bracket, which the parser's own end mark does not always stand behind.</summary>
    private int TakeEnd()
    {
        int end = (int)_parser.Current!.Start.Index + 1;
        _parser.MoveNext();
        return end;
    }

    private static PlacedNode Place(ParsingEvent start, int end) => new(start, (int)start.Start.Index, end);

    private bool KeepsEmptyLines(PlacedNode scalar)
    {
        string header = Text[scalar.Start..NextLine(scalar.Start)];
        int sign = header.IndexOfAny(['|', '>']);
        return sign >= 0 && header.IndexOf('+', sign) is int plus && plus > 0 && plus <= sign + 2;
    }

    private int TrimmedEnd(PlacedNode scalar)
    {
        int end = scalar.End;
        while (end > scalar.Start + 1 && char.IsWhiteSpace(Text[end - 1]))
        {
            end--;
        }

        return end;
    }
}
