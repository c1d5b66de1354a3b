using BioZooCte.Packages.Description;

namespace BioZooCte.Packages.Annotation;

/// <summary>
/// Finds the place of an evaluation in an RDF, <c>config.bioimageio.evaluations</c>, and what has to change there. Where
/// several places would do, it is one that only adds lines.
/// </summary>
internal sealed class EvaluationPlan
{
    /// <summary>The way to the evaluations.</summary>
    public static readonly IReadOnlyList<string> Keys = ["config", "bioimageio", "evaluations"];

    private readonly PlacedText _text;
    private readonly string _path;
    private readonly RdfMapping _entry;
    private readonly EvaluationEdits _edits;

    private EvaluationPlan(PlacedText text, string path, RdfMapping entry)
    {
        _text = text;
        _path = path;
        _entry = entry;
        _edits = new EvaluationEdits(text, TextStyleReader.Read(text));
    }

    /// <summary>What has to change.</summary>
    public IReadOnlyList<TextEdit> Edits { get; private set; } = [];

    /// <summary>The evaluation's place among the others, from 0.</summary>
    public int Position { get; private set; }

    /// <summary>Whether an earlier evaluation at that place goes.</summary>
    public bool Replaces { get; private set; }

    /// <summary>Plans the change.</summary>
    /// <param name="text">The RDF.</param>
    /// <param name="path">The RDF as errors name it.</param>
    /// <param name="rdf">What it holds, aliases and merge keys resolved.</param>
    /// <param name="entry">The evaluation.</param>
    /// <exception cref="InvalidModelPackageException">The place is taken, or cannot be edited safely.</exception>
    public static EvaluationPlan Of(string text, string path, RdfMapping rdf, RdfMapping entry)
    {
        EvaluationPlan plan = new(PlacedText.Read(text), path, entry);
        plan.Make(rdf);
        return plan;
    }

    private void Make(RdfMapping rdf)
    {
        PlacedNode node = _text.Root;
        RdfNode read = rdf;
        for (int depth = 0; depth < Keys.Count; depth++)
        {
            if (!node.IsMapping)
            {
                throw Fail(node, depth, Found(node), "a mapping");
            }

            RequireOwn(node, depth);
            RdfNode rest = Nested(depth + 1);
            RdfNode? below = ((RdfMapping)read)[Keys[depth]];
            if (node.Find(Keys[depth]) is not (PlacedNode key, PlacedNode value))
            {
                if (below is not null)
                {
                    throw Fail(
                        node, depth + 1, "what a merge key << brings",
                        "a value that stands here itself, to be added to");
                }

                Edits = RequireEdit(_edits.Add(node, Keys[depth], rest), node, depth);
                return;
            }

            if (value.Alias is string alias)
            {
                throw Fail(value, depth + 1, $"the alias *{alias}", "a value that stands here itself, to be added to");
            }

            if (IsEmpty(value, below, depth))
            {
                RequireOwn(value, depth + 1);
                Edits = RequireEdit(_edits.Fill(node, key, value, rest), value, depth + 1);
                return;
            }

            (node, read) = (value, below!);
        }

        MakeInList(node, read);
    }

    private void MakeInList(PlacedNode list, RdfNode read)
    {
        if (!list.IsSequence || read is not RdfSequence evaluations)
        {
            throw Fail(list, Keys.Count, Found(list), "a list");
        }

        RequireOwn(list, Keys.Count);
        int earlier = evaluations.Items.ToList().FindIndex(item => EvaluationNodes.IsEarlier(item, _entry));
        Replaces = earlier >= 0;
        if (Replaces)
        {
            PlacedNode item = list.Items[earlier];
            if (item.Alias is not null || (item.Anchor is string anchor && _text.LineOfAlias(anchor) is not null))
            {
                throw Fail(item, Keys.Count, "an evaluation that stands at two places", "one that is written once");
            }

            Position = earlier;
            Edits = RequireEdit(_edits.Replace(list, item, _entry), item, Keys.Count);
            return;
        }

        Position = list.IsFlow ? 0 : list.Items.Count;
        Edits = RequireEdit(_edits.AddItem(list, _entry), list, Keys.Count);
    }

    /// <summary>What stands below the first keys of the way: the other keys, the list, and the evaluation in it.</summary>
    private RdfNode Nested(int depth)
    {
        RdfNode node = new RdfSequence(0, [_entry]);
        for (int i = Keys.Count - 1; i >= depth; i--)
        {
            node = new RdfMapping(0, [new(Keys[i], node)]);
        }

        return node;
    }

    private static bool IsEmpty(PlacedNode value, RdfNode? read, int depth) =>
        read is RdfScalar { Value: null }
        || (depth < Keys.Count - 1
            ? value is { IsMapping: true, Entries.Count: 0 }
            : value is { IsSequence: true, Items.Count: 0 });

    /// <summary>A change of an anchored node would change all that repeat it.</summary>
    private void RequireOwn(PlacedNode node, int depth)
    {
        if (node.Anchor is string anchor && _text.LineOfAlias(anchor) is int line)
        {
            throw Fail(
                node, depth, $"anchored as &{anchor} and used again in line {line}",
                "a value that stands here alone, to be added to");
        }
    }

    private IReadOnlyList<TextEdit> RequireEdit(IReadOnlyList<TextEdit>? edits, PlacedNode node, int depth) =>
        edits ?? throw Fail(
            node, depth, "written in a way that an evaluation cannot be added to",
            "keys at the beginnings of their lines, and a value behind its key");

    private string Found(PlacedNode node) => node switch
    {
        { Alias: string alias } => $"the alias *{alias}",
        { IsMapping: true } => "a mapping",
        { IsSequence: true } => "a list",
        _ => $"'{_text.Text[node.Start..node.End]}'",
    };

    private InvalidModelPackageException Fail(PlacedNode node, int depth, string found, string expected) =>
        new(_path, node.Line, depth == 0 ? null : string.Join('.', Keys.Take(depth)), found, expected);
}
