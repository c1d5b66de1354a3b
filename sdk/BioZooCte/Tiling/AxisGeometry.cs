namespace BioZooCte.Tiling;

/// <summary>What bounds the tiles of a model along one axis of its input.</summary>
internal sealed record AxisGeometry
{
    /// <summary>The axis' identifier.</summary>
    public required string Id { get; init; }

    /// <summary>The lengths that the network takes.</summary>
    public required AxisLengths Lengths { get; init; }

    /// <summary>Whether tiles may be cut along it: y, x, z or time.</summary>
    public bool IsCut { get; init; }

    /// <summary>What tiles' origins are multiples of: the stated step and the network's total down-sampling.</summary>
    public int Alignment { get; init; } = 1;

    /// <summary>Positions at an inner border that lack context.</summary>
    public int Halo { get; init; }

    /// <summary>Positions that valid convolutions take away in all.</summary>
    public int Lost { get; init; }

    /// <summary>The axis whose length this one's follows, with ratio and offset; null for none.</summary>
    public (int Axis, double Ratio, double Offset)? Follows { get; init; }
}
