using System.Collections.Immutable;

using BioZooCte.Packages.Description;

namespace BioZooCte.Packages.Rdf;

/// <summary>Reads the weights of an RDF.</summary>
internal static class WeightsReader
{
    private const int OldestOpset = 7;

    private static readonly string[] Formats04 =
    [
        "keras_hdf5", "onnx", "pytorch_state_dict", "tensorflow_js", "tensorflow_saved_model_bundle", "torchscript",
    ];

    private static readonly string[] Formats05 = [.. Formats04, "keras_v3"];

    /// <summary>The entries, in the file's order; those that are null are passed over.</summary>
    public static ImmutableArray<WeightsDescription> Read(RdfField weights, RdfVersion version)
    {
        weights.Require("at least one format").ReadMapping("a mapping of formats");
        weights.ExpectKeys(version.IsFormat04 ? Formats04 : Formats05);
        ImmutableArray<WeightsDescription>.Builder entries = ImmutableArray.CreateBuilder<WeightsDescription>(
            );
        int before = weights.Report.ProblemCount;
        string[] present = [.. ((weights.Node as RdfMapping)?.Entries ?? [])
            .Where(entry => entry.Value is not RdfScalar { Value: null }).Select(entry => entry.Key)];
        foreach (string format in present)
        {
            RdfField entry = weights[format];
            if (entry.ReadMapping("a mapping with a source") is not null
                && ReadEntry(entry, format, present, version) is WeightsDescription description)
            {
                entries.Add(description);
            }
        }

        if (entries.Count == 0 && weights.Node is RdfMapping && weights.Report.ProblemCount == before)
        {
            weights.Fail("without an entry", "at least one format");
        }

        return entries.ToImmutable();
    }

    private static WeightsDescription? ReadEntry(
        RdfField entry, string format, string[] present, RdfVersion version)
    {
        WeightsRules.Check(entry, format, version);
        FileDescription? source = FileReader.Read(entry);
        RdfField parent = entry["parent"];
        string? parentFormat = parent.ReadText("another of the formats");

        // In format 0.3 a parent may be a URL; in 0.4 it need not be there.
        string[] parents = version.IsFormat04 ? Formats04 : present;
        if (parentFormat is not null && version.Minor > 3
            && (!parents.Contains(parentFormat) || parentFormat == format))
        {
            string[] others = [.. parents.Where(p => p != format)];
            parent.Fail(others.Length == 0
                ? "no parent, for want of another format"
                : $"one of {string.Join(", ", others)}");
        }

        FileDescription? external = format == "onnx" ? ReadExternalData(entry["external_data"], source) : null;
        int? opset = null;
        if (format == "onnx")
        {
            RdfField field = entry["opset_version"];
            opset = (version.IsFormat04 ? field : field.Require("an operator set's version"))
                .ReadWhole(OldestOpset, $"a whole number, at least {OldestOpset}");
        }

        if (source is { Sha256: null })
        {
            entry.Notice("states no sha256, so that its file is used unverified");
        }

        return source is null ? null : new WeightsDescription
        {
            Format = format,
            Source = source,
            ExternalData = external,
            OpsetVersion = opset,
            Parent = parentFormat,
        };
    }

    private static FileDescription? ReadExternalData(RdfField field, FileDescription? weights)
    {
        FileDescription? external = FileReader.Read(field);
        if (external is null)
        {
            return null;
        }

        if (!external.Source.EndsWith(".data", StringComparison.Ordinal))
        {
            field["source"].Fail("a file that ends in .data");
        }

        if (weights is not null && FileNameOf(weights.Source) == FileNameOf(external.Source))
        {
            field["source"].Fail($"'{external.Source}', the name of the weights", "another file name");
        }

        return external;
    }

    private static string FileNameOf(string source) => source[(source.LastIndexOfAny(['/', '\\']) + 1)..];
}
