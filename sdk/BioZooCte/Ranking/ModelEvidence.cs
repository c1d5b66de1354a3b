using System.Collections.Immutable;

using BioZooCte.Segmentation;

namespace BioZooCte.Ranking;

/// <summary>What was measured of one model: all that its place in a ranking is computed from.</summary>
internal sealed record ModelEvidence
{
    /// <summary>Where the model came from, as given.</summary>
    public required string Source { get; init; }

    /// <summary>The name of its folder, or of its file without extension; not unique.</summary>
    public required string Id { get; init; }

    /// <summary>sha256 of its weights; null where they could not be read.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Its identifier in the Zoo; null where none is stated.</summary>
    public string? ZooId { get; init; }

    /// <summary>The identifier of the model that it was derived from; null where none is stated.</summary>
    public string? Parent { get; init; }

    /// <summary>The structures that it segments; none where nothing says it.</summary>
    public ImmutableArray<string> Structures { get; init; } = [];

    /// <summary>What counts as its foreground; null where it was not decided.</summary>
    public ForegroundRule? Foreground { get; init; }

    /// <summary>Flags beside those that a ranking finds itself, such as <c>tiling-changes-result</c>.</summary>
    public ImmutableArray<string> Flags { get; init; } = [];

    /// <summary>Why it could not run; null where it could.</summary>
    public string? Error { get; init; }

    /// <summary>One entry for each image that was reached, in the images' order.</summary>
    public ImmutableArray<ImageEvidence> Images { get; init; } = [];
}
