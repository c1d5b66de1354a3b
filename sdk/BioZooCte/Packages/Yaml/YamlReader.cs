using System.Collections.Immutable;

using BioZooCte.Packages.Description;

using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace BioZooCte.Packages.Yaml;

/// <summary>
/// Reads the one document of a YAML 1.2 text (JSON is such a text) into nodes that know their lines. Anchors,
/// aliases and merge keys are resolved; a key that stands twice is an error; a tag that names some program's
/// type makes null of its node, with a notice; nesting and aliases have limits.
/// </summary>
internal sealed class YamlReader
{
    /// <summary>The deepest nesting that is read.</summary>
    public const int MaximumDepth = 64;

    /// <summary>The most nodes that are read, each counted as often as aliases repeat it.</summary>
    public const int MaximumNodes = 200_000;

    private readonly Parser _parser;
    private readonly string _path;
    private readonly ICollection<PackageNotice> _notices;
    private readonly Dictionary<string, (RdfNode Node, int Count)> _anchors = [];
    private int _count;

    private YamlReader(string text, string path, ICollection<PackageNotice> notices)
    {
        _parser = new Parser(new StringReader(text));
        _path = path;
        _notices = notices;
    }

    /// <summary>The document's root.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">The file as errors name it.</param>
    /// <param name="notices">What was noticed is added here.</param>
    /// <exception cref="InvalidModelPackageException">The text is no YAML, or beyond a limit.</exception>
    public static RdfNode Read(string text, string path, ICollection<PackageNotice> notices)
    {
        YamlReader reader = new(text, path, notices);
        try
        {
            return reader.ReadDocument();
        }
        catch (YamlException e)
        {
            throw new InvalidModelPackageException(
                path, (int)e.Start.Line, null, $"this is no YAML ({e.Message.TrimEnd('.')})", "YAML 1.2", e);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or IndexOutOfRangeException
            or FormatException or OverflowException or NullReferenceException)
        {
            // The parser's own slips on damaged text.
            int line = (int)(reader._parser.Current?.Start.Line ?? 1);
            throw new InvalidModelPackageException(path, line, null, "this is no YAML", "YAML 1.2", e);
        }
    }

    private RdfNode ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (Peek<StreamEnd>() is not null)
        {
            throw new InvalidModelPackageException(_path, 1, null, "the file is empty", "a YAML document");
        }

        _parser.Consume<DocumentStart>();
        RdfNode root = ReadNode(0);
        _parser.Consume<DocumentEnd>();
        if (Peek<StreamEnd>() is null)
        {
            throw Fail("a second document begins here", "one document");
        }

        return root;
    }

    private T? Peek<T>()
        where T : ParsingEvent
    {
        if (_parser.Current is null)
        {
            _parser.MoveNext();
        }

        return _parser.Current as T;
    }

    private T? Take<T>()
        where T : ParsingEvent
    {
        T? taken = Peek<T>();
        if (taken is not null)
        {
            _parser.MoveNext();
        }

        return taken;
    }

    private RdfNode ReadNode(int depth)
    {
        if (depth > MaximumDepth)
        {
            throw Fail($"a node is nested deeper than {MaximumDepth} levels", "less nesting");
        }

        if (Take<AnchorAlias>() is AnchorAlias alias)
        {
            if (!_anchors.TryGetValue(alias.Value.Value, out (RdfNode Node, int Count) anchored))
            {
                throw Fail($"the alias *{alias.Value.Value} names no anchor that is complete before it",
                    "an anchor above", alias.Start);
            }

            Count(anchored.Count, alias.Start);
            return anchored.Node;
        }

        int before = _count;
        Count(1, _parser.Current?.Start ?? Mark.Empty);
        NodeEvent start = Peek<NodeEvent>() ?? throw Fail("no value stands here", "a value");

        RdfNode node = ReadValue(depth, start);
        if (!start.Anchor.IsEmpty)
        {
            _anchors[start.Anchor.Value] = (node, _count - before);
        }

        return node;
    }

    private RdfNode ReadValue(int depth, NodeEvent start)
    {
        int line = (int)start.Start.Line;
        RdfNode node;
        if (Take<Scalar>() is Scalar scalar)
        {
            node = YamlTags.Resolve(scalar, line);
        }
        else if (Take<SequenceStart>() is not null)
        {
            ImmutableArray<RdfNode>.Builder items = ImmutableArray.CreateBuilder<RdfNode>();
            while (Take<SequenceEnd>() is null)
            {
                items.Add(ReadNode(depth + 1));
            }

            node = new RdfSequence(line, items.ToImmutable());
        }
        else
        {
            _parser.Consume<MappingStart>();
            node = ReadMapping(depth, line);
        }

        if (YamlTags.IsKnown(start.Tag))
        {
            return node;
        }

        _notices.Add(new PackageNotice(
            _path, line, null, $"the tag '{start.Tag}' names a type that is not made; its value is read as null"));
        return new RdfScalar(line, null, "");
    }

    private RdfMapping ReadMapping(int depth, int line)
    {
        List<KeyValuePair<string, RdfNode>> entries = [];
        List<(RdfNode Node, Mark Place)> merges = [];
        HashSet<string> keys = [];
        while (Take<MappingEnd>() is null)
        {
            Mark place = _parser.Current?.Start ?? Mark.Empty;
            bool isPlain = Peek<Scalar>() is { Style: ScalarStyle.Plain };
            if (ReadNode(depth + 1) is not RdfScalar key)
            {
                throw Fail("a mapping or a sequence is used as a key", "a scalar", place);
            }

            if (depth == 0 && key.Value is not string)
            {
                throw Fail($"the key '{key.Text}' is no text", "text", place);
            }

            RdfNode value = ReadNode(depth + 1);
            if (isPlain && key.Text == "<<")
            {
                merges.Add((value, place));
            }
            else if (keys.Add(key.Text))
            {
                entries.Add(new(key.Text, value));
            }
            else
            {
                throw Fail($"the key '{key.Text}' stands twice in one mapping", "each key once", place);
            }
        }

        foreach ((RdfNode merged, Mark place) in merges)
        {
            Merge(entries, keys, merged, place);
        }

        return new RdfMapping(line, [.. entries]);
    }

    private void Merge(
        List<KeyValuePair<string, RdfNode>> entries, HashSet<string> keys, RdfNode merged, Mark place)
    {
        IEnumerable<RdfNode> sources = merged is RdfSequence sequence ? sequence.Items : [merged];
        foreach (RdfNode source in sources)
        {
            if (source is not RdfMapping mapping)
            {
                throw Fail("the merge key << has no mapping", "a mapping or a sequence of mappings", place);
            }

            // Each merge adds what it copies, or a chain of merges would double at every link unseen.
            Count(mapping.Entries.Length, place);
            entries.AddRange(mapping.Entries.Where(entry => keys.Add(entry.Key)));
        }
    }

    private void Count(int nodes, Mark place)
    {
        if (nodes > MaximumNodes - _count)
        {
            throw Fail($"the document grows beyond {MaximumNodes} nodes", "a description of a model", place);
        }

        _count += nodes;
    }

    private InvalidModelPackageException Fail(string found, string expected) =>
        Fail(found, expected, _parser.Current?.Start ?? Mark.Empty);

    private InvalidModelPackageException Fail(string found, string expected, Mark place) =>
        new(_path, (int)place.Line, null, found, expected);
}
