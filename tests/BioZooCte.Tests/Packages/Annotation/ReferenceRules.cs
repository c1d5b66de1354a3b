using System.Text.RegularExpressions;

using BioZooCte.Packages.Description;

namespace BioZooCte.Tests.Packages.Annotation;

/// <summary>
/// What the format's reference validator asks of <c>config.bioimageio.evaluations</c>, written down a second time.
/// </summary>
internal static partial class ReferenceRules
{
    private static readonly string[] Required =
    [
        "dataset_id", "dataset_source", "dataset_role", "sample_count", "evaluation_factors", "evaluation_factors_long",
        "metrics", "metrics_long", "results",
    ];

    /// <summary>The first rule that an RDF's evaluations break; null where they break none.</summary>
    public static string? Broken(RdfMapping rdf)
    {
        if (rdf["config"] is not RdfMapping config || config["bioimageio"] is not RdfMapping bioimageio
            || bioimageio["evaluations"] is not RdfSequence evaluations)
        {
            return "there are no evaluations";
        }

        return evaluations.Items.Select(Broken).FirstOrDefault(broken => broken is not null);
    }

    private static string? Broken(RdfNode node)
    {
        if (node is not RdfMapping evaluation)
        {
            return "an evaluation is no mapping";
        }

        foreach (string field in Required)
        {
            if (evaluation[field] is null)
            {
                return $"{field} is missing";
            }
        }

        RdfNode[] factors = Items(evaluation, "evaluation_factors");
        RdfNode[] metrics = Items(evaluation, "metrics");
        RdfNode[] rows = Items(evaluation, "results");
        return !Identifier().IsMatch(Text(evaluation["dataset_id"]!)) ? "dataset_id is no identifier"
            : evaluation["model_id"] is RdfNode id && !Identifier().IsMatch(Text(id)) ? "model_id is no identifier"
            : !Uri.TryCreate(Text(evaluation["dataset_source"]!), UriKind.Absolute, out Uri? url) || url.Scheme is not ("http" or "https")
                ? "dataset_source is no address"
            : Text(evaluation["dataset_role"]!) is not ("train" or "validation" or "test" or "independent" or "unknown")
                ? "dataset_role is none"
            : evaluation["sample_count"] is not RdfScalar { Value: long } ? "sample_count is no whole number"
            : factors.Concat(metrics).Any(name => Text(name).EnumerateRunes().Count() > 16) ? "a name is too long"
            : Items(evaluation, "evaluation_factors_long").Length != factors.Length ? "factors differ in number"
            : Items(evaluation, "metrics_long").Length != metrics.Length ? "metrics differ in number"
            : rows.Length != metrics.Length ? "results have another number of rows"
            : rows.Any(row => ((RdfSequence)row).Items.Length != factors.Length) ? "a row has another number of results"
            : rows.Any(row => ((RdfSequence)row).Items.Any(cell => cell is not RdfScalar { Value: string or long or double }))
                ? "a result is neither text nor number"
            : evaluation["results_summary"] is not (null or RdfScalar { Value: string }) ? "results_summary is no text"
            : null;
    }

    private static RdfNode[] Items(RdfMapping evaluation, string field) => [.. ((RdfSequence)evaluation[field]!).Items];

    private static string Text(RdfNode node) => (string)((RdfScalar)node).Value!;

    [GeneratedRegex("^(?!/)[a-z0-9_./-]+(?<!/)$")]
    private static partial Regex Identifier();
}
