using System.Collections.Immutable;

using BioZooCte.Numerics;

namespace BioZooCte.Models.Processing;

/// <summary>Statistics that steps need, of one tensor as it is before its first step.</summary>
internal sealed record StatisticsRequest
{
    /// <summary>Whether the tensor is an output, and not an input.</summary>
    public required bool IsOutput { get; init; }

    /// <summary>The tensor's position among the inputs or outputs.</summary>
    public required int Position { get; init; }

    /// <summary>Whether they are taken over all samples of the data set.</summary>
    public required bool IsDataSet { get; init; }

    /// <summary>The axes that are not reduced, in the tensor's order.</summary>
    public required ImmutableArray<string> KeptAxes { get; init; }

    /// <summary>The percentiles asked for.</summary>
    public ImmutableArray<Percentile> Percentiles { get; init; } = [];

    /// <summary>Whether both ask for the same elements.</summary>
    public bool IsOverTheSame(StatisticsRequest other) => IsOutput == other.IsOutput
        && Position == other.Position
        && IsDataSet == other.IsDataSet
        && KeptAxes.AsSpan().SequenceEqual(other.KeptAxes.AsSpan());
}
