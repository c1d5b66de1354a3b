using System.Collections.Immutable;

namespace BioZooCte.Models;

/// <summary>A tensor inside a network: one at which it can be cut in two, or whose features are read.</summary>
/// <param name="Name">Its name in the weights, by which a caller picks it.</param>
/// <param name="Operator">The operator that gives it, such as <c>Relu</c>.</param>
/// <param name="Axes">
/// The identifiers of its axes, in its order; the batch also holds the slices of a volume that the network takes one
/// by one.
/// </param>
public sealed record FeatureLayer(string Name, string Operator, ImmutableArray<string> Axes)
{
    /// <summary>The length of each axis for an input of <see cref="InputSizes"/>.</summary>
    public required ImmutableArray<int> Sizes { get; init; }

    /// <summary>The sizes of the first input that it was measured with.</summary>
    public required ImmutableArray<int> InputSizes { get; init; }

    /// <summary>By which factor it is smaller than the input along y and x; 1 for no change.</summary>
    public double Downsampling { get; init; } = 1;

    /// <summary>The same along z; 1 for no change, and where it has no such axis.</summary>
    public double DepthDownsampling { get; init; } = 1;

    /// <summary>Whether it is where the network is cut when nothing is named.</summary>
    public bool IsBottleneck { get; init; }

    /// <summary>
    /// Whether its features are read when nothing is named: the bottleneck, a stage of the decoder, the last activation
    /// before the output's head.
    /// </summary>
    public bool IsStage { get; init; }
}
