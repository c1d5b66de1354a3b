using System.Collections.Immutable;

using BioZooCte.Packages.Description;

namespace BioZooCte.Packages.Rdf;

/// <summary>Reads the whole of an RDF in the fields of format 0.4 or 0.5.</summary>
internal static class ModelReader
{
    private static readonly string[] CommonKeys =
    [
        "format_version", "type", "name", "description", "authors", "documentation", "license", "inputs", "outputs",
        "timestamp", "weights", "id", "id_emoji", "covers", "attachments", "cite", "config", "git_repo", "icon",
        "links", "maintainers", "packaged_by", "parent", "run_mode", "tags", "training_data", "uploader", "version",
        "version_number",
    ];

    private static readonly string[] Keys05 = [.. CommonKeys, "version_comment"];

    private static readonly string[] Keys04 =
    [
        .. CommonKeys, "test_inputs", "test_outputs", "sample_inputs", "sample_outputs", "download_url", "rdf_source",
    ];

    /// <summary>The description; null where problems keep it from being put together.</summary>
    /// <param name="root">The RDF.</param>
    /// <param name="written">The RDF as written, before a format 0.3 was turned into 0.4.</param>
    /// <param name="version">The format by which it is read.</param>
    public static ModelDescription? Read(RdfField root, RdfMapping written, RdfVersion version)
    {
        // Up to 0.4.0 the dependencies stood here; later, under the weights.
        root.ExpectKeys(!version.IsFormat04 ? Keys05
            : version is { Minor: 4, Patch: > 0 } ? Keys04 : [.. Keys04, "dependencies"]);
        GeneralReader general = new(root, version);
        ImmutableArray<InputDescription> inputs;
        ImmutableArray<OutputDescription> outputs;
        int before = root.Report.ProblemCount;
        if (version.IsFormat04)
        {
            (inputs, outputs) = new Tensors04Reader(root).Read();
        }
        else
        {
            (inputs, outputs) = new Tensors05Reader(root).Read();
        }

        if (root.Report.ProblemCount == before)
        {
            TensorRules.Check(root, inputs, outputs, version.IsFormat04);
            (inputs, outputs) = new SizeReferences(root, inputs, outputs, version.IsFormat04).Complete();
        }

        ImmutableArray<WeightsDescription> weights = WeightsReader.Read(root["weights"], version);
        ModelDescription model = new()
        {
            FormatVersion = (written["format_version"] as RdfScalar)?.Text ?? $"{version}",
            Id = general.ReadId(),
            Nickname = general.ReadNickname(),
            Name = general.ReadName(),
            Description = general.ReadDescription(),
            Version = general.ReadVersion(),
            License = general.ReadLicense(),
            Authors = general.ReadPeople("authors", isNameRequired: true),
            Tags = general.ReadTexts("tags"),
            Citations = general.ReadCitations(),
            Parent = general.ReadParent(),
            Inputs = inputs,
            Outputs = outputs,
            Weights = weights,
            ReproducibilityTolerances = ToleranceReader.Read(root["config"]["bioimageio"], version),
            Rdf = written,
        };
        general.CheckRest();
        return root.Report.ProblemCount == 0 ? model : null;
    }
}
