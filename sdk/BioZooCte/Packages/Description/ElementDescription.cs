using System.Collections.Immutable;

using BioZooCte.Tensors;

namespace BioZooCte.Packages.Description;

/// <summary>What a package states about the elements of a tensor (or of one of its channels).</summary>
public sealed record ElementDescription
{
    /// <summary>The declared type.</summary>
    public required ElementType Type { get; init; }

    /// <summary>The least value; null for none (also where −∞ is stated).</summary>
    public double? Minimum { get; init; }

    /// <summary>The greatest value; null for none (also where ∞ is stated).</summary>
    public double? Maximum { get; init; }

    /// <summary>
    /// The values of nominal or ordinal elements (labels, classes), as text; empty for measured ones.
    /// </summary>
    public ImmutableArray<string> Values { get; init; } = [];

    /// <summary>Whether the elements name classes and do not measure anything.</summary>
    public bool IsNominalOrOrdinal => !Values.IsEmpty;
}
