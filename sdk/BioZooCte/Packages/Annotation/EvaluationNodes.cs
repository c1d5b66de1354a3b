using System.Collections.Immutable;

using BioZooCte.Packages.Description;

namespace BioZooCte.Packages.Annotation;

/// <summary>An evaluation as a node of an RDF, its fields in the order of the format's documentation.</summary>
internal static class EvaluationNodes
{
    private const string DatasetId = "dataset_id";
    private const string DatasetSource = "dataset_source";
    private const string Metrics = "metrics";
    private const string Software = "software"; // free: the format allows other fields in an evaluation

    /// <summary>The evaluation as a mapping.</summary>
    public static RdfMapping Of(PackageEvaluation evaluation)
    {
        List<KeyValuePair<string, RdfNode>> fields = [];
        if (evaluation.ModelId is not null)
        {
            fields.Add(new("model_id", Text(evaluation.ModelId)));
        }

        fields.Add(new(DatasetId, Text(evaluation.DatasetId)));
        fields.Add(new(DatasetSource, Text(evaluation.DatasetSource)));
        fields.Add(new("dataset_role", Text(KnownDatasetRoles.NameOf(evaluation.DatasetRole))));
        fields.Add(new("sample_count", new RdfScalar(0, (long)evaluation.SampleCount, "")));
        fields.Add(new("evaluation_factors", Texts(evaluation.Factors)));
        fields.Add(new("evaluation_factors_long", Texts(evaluation.FactorDescriptions)));
        fields.Add(new(Metrics, Texts(evaluation.Metrics)));
        fields.Add(new("metrics_long", Texts(evaluation.MetricDescriptions)));
        fields.Add(new("results", new RdfSequence(0, [.. evaluation.Results.Select(Row)])));
        if (evaluation.Summary is not null)
        {
            fields.Add(new("results_summary", Text(evaluation.Summary)));
        }

        fields.Add(new(Software, Text(evaluation.Software)));
        return new RdfMapping(0, [.. fields]);
    }

    /// <summary>
    /// Whether a node that stands in an RDF is an earlier one of an evaluation: the same data set and address, metrics
    /// and program, whatever its version.
    /// </summary>
    public static bool IsEarlier(RdfNode node, RdfMapping evaluation) =>
        node is RdfMapping mapping
        && mapping[DatasetId] is RdfNode dataset && NodeComparer.AreEqual(dataset, evaluation[DatasetId]!)
        && mapping[DatasetSource] is RdfNode source && NodeComparer.AreEqual(source, evaluation[DatasetSource]!)
        && mapping[Metrics] is RdfNode metrics && NodeComparer.AreEqual(metrics, evaluation[Metrics]!)
        && mapping[Software] is RdfScalar { Value: string software }
        && ProgramOf(software) == ProgramOf((string)((RdfScalar)evaluation[Software]!).Value!);

    private static string ProgramOf(string software) => software.Split(' ', 2)[0];

    private static RdfSequence Row(ImmutableArray<EvaluationResult> results) => new(
        0, [.. results.Select(r => r.Text is string text ? Text(text) : new RdfScalar(0, r.Number, ""))]);

    private static RdfSequence Texts(ImmutableArray<string> texts) => new(0, [.. texts.Select(Text)]);

    private static RdfScalar Text(string text) => new(0, text, text);
}
