using BioZooCte.Packages.Description;

namespace BioZooCte.Packages.Zoo;

/// <summary>All files that an RDF names, in the formats 0.3 to 0.5.</summary>
internal static class NamedFiles
{
    /// <summary>What describes people, other resources or other programs' settings.</summary>
    private static readonly string[] Elsewhere =
    [
        "config", "training_data", "links", "cite", "authors", "maintainers", "packaged_by", "uploader", "parent",
        "git_repo", "download_url", "rdf_source", "kwargs",
    ];

    private static readonly string[] Names =
    [
        "covers", "documentation", "test_inputs", "test_outputs", "sample_inputs", "sample_outputs", "attachments",
        "files", "test_tensor", "sample_tensor",
    ];

    /// <summary>The files, in the RDF's order.</summary>
    public static IEnumerable<FileDescription> In(RdfNode node)
    {
        switch (node)
        {
            case RdfSequence sequence:
                return sequence.Items.SelectMany(In);
            case RdfMapping mapping:
                IEnumerable<FileDescription> own = Text(mapping["source"]) is string source
                    ? [new FileDescription(source, Text(mapping["sha256"])?.ToLowerInvariant())]
                    : [];
                return own.Concat(mapping.Entries
                    .Where(entry => !Elsewhere.Contains(entry.Key))
                    .SelectMany(entry => OfField(mapping, entry.Key, entry.Value)));
            default:
                return [];
        }
    }

    private static IEnumerable<FileDescription> OfField(RdfMapping mapping, string key, RdfNode value)
    {
        string? text = Text(value);
        if (text is null)
        {
            return value is RdfSequence sequence && Names.Contains(key)
                ? sequence.Items.SelectMany(
                    item => Text(item) is string path ? [new FileDescription(path, null)] : In(item))
                : In(value);
        }

        return key switch
        {
            // A manager before a file: conda:environment.yaml.
            "dependencies" => [new FileDescription(text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..], null)],
            // A file before a callable: unet.py:UNet2d.
            "architecture" when text.LastIndexOf(".py:", StringComparison.Ordinal) is > 0 and int end =>
                [new FileDescription(text[..(end + 3)], Text(mapping["architecture_sha256"])?.ToLowerInvariant())],
            "icon" when text.Contains('.', StringComparison.Ordinal) => [new FileDescription(text, null)],
            _ => Names.Contains(key) ? [new FileDescription(text, null)] : [],
        };
    }

    private static string? Text(RdfNode? node) => (node as RdfScalar)?.Value as string;
}
