using System.Collections.Immutable;

namespace BioZooCte.Packages.Description;

/// <summary>What a package states about one axis of a tensor.</summary>
public sealed record AxisDescription
{
    /// <summary>
    /// The identifier, such as <c>batch</c>, <c>channel</c>, <c>y</c>. Letters of format 0.4 are spelled out.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>What the axis means.</summary>
    public required AxisType Type { get; init; }

    /// <summary>The rule for its length.</summary>
    public required AxisSize Size { get; init; }

    /// <summary>
    /// Elements at either end of an output that lack context and are cut off where tiles meet; 0 for an
    /// input. Counted in this axis' own elements.
    /// </summary>
    public int Halo { get; init; }

    /// <summary>
    /// The size of an element in <see cref="Unit"/>, or the factor between tensors where no unit is stated.
    /// </summary>
    /// <value>1.</value>
    public double Scale { get; init; } = 1;

    /// <summary>The unit of <see cref="Scale"/>; null where none is stated.</summary>
    public string? Unit { get; init; }

    /// <summary>
    /// The channels' names; empty for other axes, and for channels that no one named (format 0.4).
    /// </summary>
    public ImmutableArray<string> ChannelNames { get; init; } = [];
}
