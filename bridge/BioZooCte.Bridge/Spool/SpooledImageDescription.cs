using System.Collections.Immutable;

using BioZooCte.Tensors;

namespace BioZooCte.Bridge.Spool;

/// <summary>What an image is that a client announced.</summary>
internal sealed record SpooledImageDescription
{
    /// <summary>What the client calls it; noise depends on it.</summary>
    public required string Name { get; init; }

    /// <summary>The axes, slowest first.</summary>
    public required TensorShape Shape { get; init; }

    /// <summary>The type of the elements.</summary>
    public required ElementType ElementType { get; init; }

    /// <summary>The channels' names; empty for none.</summary>
    public ImmutableArray<string> ChannelNames { get; init; } = [];

    /// <summary>Whether the channels are red, green and blue.</summary>
    public bool IsRgb { get; init; }

    /// <summary>The length of a tile along each axis; empty where the image comes as chunks.</summary>
    public ImmutableArray<int> TileSize { get; init; } = [];

    /// <summary>sha256 of all elements; empty for none.</summary>
    public ImmutableArray<byte> Sha256 { get; init; } = [];

    /// <summary>All its bytes.</summary>
    public long Bytes => Shape.ElementCount * ElementType.SizeOf();
}
