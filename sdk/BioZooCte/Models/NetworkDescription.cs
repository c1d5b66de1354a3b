using System.Collections.Immutable;

namespace BioZooCte.Models;

/// <summary>What a network is, read from its weights: not what the package states about it.</summary>
public sealed record NetworkDescription
{
    /// <summary>The inputs, by position.</summary>
    public required ImmutableArray<NetworkTensor> Inputs { get; init; }

    /// <summary>The outputs, by position.</summary>
    public required ImmutableArray<NetworkTensor> Outputs { get; init; }

    /// <summary>
    /// Whether sizes that the graph fixed can be opened again: no operator depends on them.
    /// </summary>
    public bool CanReopenSize { get; init; }

    /// <summary>Why not, where <see cref="CanReopenSize"/> is false and a size is fixed; else null.</summary>
    public string? ReasonAgainstReopening { get; init; }

    /// <summary>
    /// For each dimension of the first input by which factor the network shrinks it at most; 1 for none. Positions
    /// of tiles are multiples of it.
    /// </summary>
    public ImmutableArray<int> TotalDownsampling { get; init; } = [];

    /// <summary>
    /// For each dimension of the first input, how many positions away an output element can depend on at most; null
    /// where that is not known or not bounded.
    /// </summary>
    public ImmutableArray<int?> ReceptiveFieldRadius { get; init; } = [];

    /// <summary>
    /// Operators whose result at one pixel depends on all pixels (instance norm, global pooling, attention), by
    /// name; with them a tile's result is not the whole image's.
    /// </summary>
    public ImmutableArray<string> OperatorsOverSpace { get; init; } = [];

    /// <summary>sha256 over the weights' bytes, 64 lower-case hexadecimal digits.</summary>
    public required string Sha256 { get; init; }
}
