using System.Collections.Immutable;

using BioZooCte.Packages.Description;
using BioZooCte.Packages.Yaml;

namespace BioZooCte.Packages.Annotation;

/// <summary>
/// Writes an evaluation into the text of an RDF, below <c>config.bioimageio.evaluations</c>: a place that is free in
/// formats 0.3 and 0.4 and defined in 0.5. All else stays as it is, byte for byte.
/// </summary>
internal static class EvaluationWriter
{
    /// <summary>The text with the evaluation in it; an earlier one of the same data set, metrics and program goes.</summary>
    /// <param name="text">The RDF: YAML or JSON.</param>
    /// <param name="path">The RDF as errors name it.</param>
    /// <param name="evaluation">The evaluation.</param>
    /// <exception cref="InvalidModelPackageException">
    /// The text is no YAML, or its place for evaluations is taken or cannot be edited safely.
    /// </exception>
    public static string Insert(string text, string path, PackageEvaluation evaluation)
    {
        RdfMapping before = ReadMapping(text, path);
        RdfMapping entry = EvaluationNodes.Of(evaluation);
        EvaluationPlan plan = EvaluationPlan.Of(text, path, before, entry);
        string written = TextEdit.Apply(text, plan.Edits);
        if (!Holds(written, path, Expected(before, 0, entry, plan)))
        {
            throw new InvalidModelPackageException(
                path, null, string.Join('.', EvaluationPlan.Keys),
                "at a place where an evaluation would change something else", "a place that can be added to");
        }

        return written;
    }

    private static RdfMapping ReadMapping(string text, string path) =>
        YamlReader.Read(text, path, []) as RdfMapping
        ?? throw new InvalidModelPackageException(path, 1, null, "the file is no mapping", "the RDF of a model");

    private static bool Holds(string written, string path, RdfNode expected)
    {
        try
        {
            return NodeComparer.AreEqual(expected, ReadMapping(written, path));
        }
        catch (InvalidModelPackageException)
        {
            return false; // the text was YAML before
        }
    }

    private static RdfNode Expected(RdfNode? before, int depth, RdfMapping entry, EvaluationPlan plan)
    {
        if (depth < EvaluationPlan.Keys.Count)
        {
            string key = EvaluationPlan.Keys[depth];
            RdfMapping mapping = before as RdfMapping ?? new RdfMapping(0, []);
            RdfNode below = Expected(mapping[key], depth + 1, entry, plan);
            return new RdfMapping(0, [.. mapping.Entries.Where(e => e.Key != key), new(key, below)]);
        }

        ImmutableArray<RdfNode> items = before is RdfSequence sequence ? sequence.Items : [];
        return new RdfSequence(
            0, plan.Replaces ? items.SetItem(plan.Position, entry) : items.Insert(plan.Position, entry));
    }
}
