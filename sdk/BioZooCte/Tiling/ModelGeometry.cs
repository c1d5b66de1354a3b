using System.Collections.Immutable;

namespace BioZooCte.Tiling;

/// <summary>How a model's input and outputs lie over one another, and which sizes its network takes.</summary>
internal sealed record ModelGeometry
{
    /// <summary>The model's identifier, for messages.</summary>
    public required string ModelId { get; init; }

    /// <summary>The input's axes, in its order.</summary>
    public required ImmutableArray<AxisGeometry> Input { get; init; }

    /// <summary>The outputs that are wanted.</summary>
    public required ImmutableArray<OutputGeometry> Outputs { get; init; }

    /// <summary>Whether a pixel's result depends on all pixels, so that a tile's result is not the whole's.</summary>
    public bool IsGlobal { get; init; }

    /// <summary>Whether the halo covers all that a result depends on, or the package vouches for it.</summary>
    public bool IsHaloSufficient { get; init; } = true;
}
