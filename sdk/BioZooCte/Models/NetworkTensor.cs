using System.Collections.Immutable;

using BioZooCte.Tensors;

namespace BioZooCte.Models;

/// <summary>An input or output of a network, as its weights state it.</summary>
/// <param name="Name">Its name in the weights; not that of the RDF.</param>
/// <param name="ElementType">The type of its elements.</param>
/// <param name="Sizes">The length of each dimension; null where it is free.</param>
/// <param name="LastOperator">For an output, the operator that gives it, such as <c>Sigmoid</c>; null if unknown.</param>
public sealed record NetworkTensor(
    string Name, ElementType ElementType, ImmutableArray<int?> Sizes, string? LastOperator)
{
    /// <summary>For an input, whether the network runs without it: its weights hold what to take instead.</summary>
    public bool IsOptional { get; init; }
}
