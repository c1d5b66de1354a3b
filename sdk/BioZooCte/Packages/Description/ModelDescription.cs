using System.Collections.Immutable;

namespace BioZooCte.Packages.Description;

/// <summary>What a model package states about its model, whatever the format version of its RDF.</summary>
public sealed record ModelDescription
{
    /// <summary>
    /// The version of the RDF's format as written in it, such as <c>0.4.10</c> or <c>0.5.4</c>.
    /// </summary>
    public required string FormatVersion { get; init; }

    /// <summary>
    /// The model's identifier in the Zoo, such as <c>affable-shark</c> or a DOI; null where none is stated.
    /// </summary>
    public string? Id { get; init; }

    /// <summary>
    /// The nickname that the Zoo gave the model, such as <c>affable-shark</c>, by which other programs fetch it; null
    /// where none is stated.
    /// </summary>
    public string? Nickname { get; init; }

    /// <summary>The model's name.</summary>
    public required string Name { get; init; }

    /// <summary>One or two sentences; empty where none is stated.</summary>
    public string Description { get; init; } = "";

    /// <summary>The model's version; null where none is stated.</summary>
    public string? Version { get; init; }

    /// <summary>
    /// The licence: an SPDX identifier, or what stands in its place; null where none is stated.
    /// </summary>
    public string? License { get; init; }

    /// <summary>The authors' names.</summary>
    public ImmutableArray<string> Authors { get; init; } = [];

    /// <summary>Free words.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>How to cite the model: text, followed by DOI or URL.</summary>
    public ImmutableArray<string> Citations { get; init; } = [];

    /// <summary>
    /// The identifier of the model that this one was derived from; null where none is stated.
    /// </summary>
    public string? Parent { get; init; }

    /// <summary>The input tensors, in the order in which the network takes them.</summary>
    public required ImmutableArray<InputDescription> Inputs { get; init; }

    /// <summary>The output tensors, in the order in which the network gives them.</summary>
    public required ImmutableArray<OutputDescription> Outputs { get; init; }

    /// <summary>The weights, one entry a format, in the RDF's order.</summary>
    public required ImmutableArray<WeightsDescription> Weights { get; init; }

    /// <summary>
    /// Stated tolerances for reproducing the test tensors, first match first; empty means the format's own.
    /// </summary>
    public ImmutableArray<ReproducibilityTolerance> ReproducibilityTolerances { get; init; } = [];

    /// <summary>All of the RDF, also what this program does not use.</summary>
    public required RdfMapping Rdf { get; init; }

    /// <summary>sha256 of the RDF's text, 64 lower-case hexadecimal digits.</summary>
    internal string RdfSha256 { get; init; } = "";

    /// <summary>Whether the format is 0.4 or older: tensors have a name, axes are letters.</summary>
    public bool IsFormat04 => FormatVersion.StartsWith("0.4.", StringComparison.Ordinal)
        || FormatVersion.StartsWith("0.3.", StringComparison.Ordinal);
}
