using System.Collections.Immutable;

namespace BioZooCte.Packages.Zoo;

/// <summary>What models are looked for; a model has to be all of it.</summary>
public sealed record ZooQuery
{
    /// <summary>Words, each of which stands in the identifier, the name, the description or a tag.</summary>
    /// <value>None.</value>
    public ImmutableArray<string> Words { get; init; } = [];

    /// <summary>Tags, all of which the model has.</summary>
    /// <value>None.</value>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>
    /// The axes of the images, as letters of t, c, z, y and x: the model's first input has exactly these of t, z, y
    /// and x, and c where it is named. Null for any.
    /// </summary>
    /// <value>Null.</value>
    public string? Axes { get; init; }

    /// <summary>Formats of weights, of which the model has one at least, such as <c>onnx</c>.</summary>
    /// <value>None: any.</value>
    public ImmutableArray<string> WeightsFormats { get; init; } = [];

    /// <summary>The licence, such as <c>MIT</c>, or its beginning, such as <c>CC-BY</c>; null for any.</summary>
    /// <value>Null.</value>
    public string? License { get; init; }
}
