using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace BioZooCte.Packages.Annotation;

/// <summary>A node of a YAML text with its place: as written, so that aliases and merge keys are not resolved.</summary>
/// <param name="Event">What the parser says of it.</param>
/// <param name="Start">Where it begins, from 0: at its anchor or tag where it has one.</param>
/// <param name="End">Behind its last character; that of its brackets in flow style.</param>
internal sealed record PlacedNode(ParsingEvent Event, int Start, int End)
{
    /// <summary>Of a mapping: keys and values.</summary>
    public IReadOnlyList<KeyValuePair<PlacedNode, PlacedNode>> Entries { get; init; } = [];

    /// <summary>Of a sequence: its items.</summary>
    public IReadOnlyList<PlacedNode> Items { get; init; } = [];

    /// <summary>Its line, from 1.</summary>
    public int Line => (int)Event.Start.Line;

    /// <summary>Whether it is a mapping.</summary>
    public bool IsMapping => Event is MappingStart;

    /// <summary>Whether it is a sequence.</summary>
    public bool IsSequence => Event is SequenceStart;

    /// <summary>Whether it is written in brackets.</summary>
    public bool IsFlow => Event is MappingStart { Style: MappingStyle.Flow }
        or SequenceStart { Style: SequenceStyle.Flow };

    /// <summary>The name of the anchor that it repeats; null where it is no alias.</summary>
    public string? Alias => (Event as AnchorAlias)?.Value.Value;

    /// <summary>Its anchor; null where it has none.</summary>
    public string? Anchor => Event is NodeEvent { Anchor.IsEmpty: false } node ? node.Anchor.Value : null;

    /// <summary>Whether it has an anchor or a tag.</summary>
    public bool HasProperties => Event is NodeEvent node && (!node.Anchor.IsEmpty || !node.Tag.IsEmpty);

    /// <summary>Whether nothing is written where it should stand.</summary>
    public bool IsNothing => Event is Scalar { Style: ScalarStyle.Plain, Value: "" } && !HasProperties;

    /// <summary>Whether it is a text of several lines behind <c>|</c> or <c>&gt;</c>.</summary>
    public bool IsBlockScalar => Event is Scalar { Style: ScalarStyle.Literal or ScalarStyle.Folded };

    /// <summary>Whether the last that belongs to it is a text of several lines, whose end is part of it.</summary>
    public bool EndsInBlockScalar => !IsFlow
        && (Entries.Count > 0 ? Entries[^1].Value.EndsInBlockScalar
            : Items.Count > 0 ? Items[^1].EndsInBlockScalar
            : IsBlockScalar);

    /// <summary>The entry of a key; null where the mapping itself has none.</summary>
    public KeyValuePair<PlacedNode, PlacedNode>? Find(string key)
    {
        foreach (KeyValuePair<PlacedNode, PlacedNode> entry in Entries)
        {
            if (entry.Key.Event is Scalar scalar && scalar.Value == key)
            {
                return entry;
            }
        }

        return null;
    }
}
