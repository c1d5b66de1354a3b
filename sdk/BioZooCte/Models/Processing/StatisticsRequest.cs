using System.Collections.Immutable;

using BioZooCte.Numerics;
using BioZooCte.Tensors;

namespace BioZooCte.Models.Processing;

/// <summary>Statistics that steps need, of one tensor as it is before its first step.</summary>
internal sealed record StatisticsRequest
{
    /// <summary>More groups than this would take more memory than a band.</summary>
    private const long MostGroups = 1 << 22;

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

    /// <summary>The statistics of one sample.</summary>
    /// <param name="source">The tensor, as it is before its first step.</param>
    /// <param name="modelId">What messages call the model.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ModelRunException">Too many groups would be told apart.</exception>
    public ValueTask<GroupStatistics> ReadAsync(
        ITensorSource source, string modelId, CancellationToken cancellationToken)
    {
        TensorShape groups = new(source.Shape.Where(axis => KeptAxes.Contains(axis.Id)));
        return groups.ElementCount <= MostGroups
            ? GroupStatisticsReader.ReadAsync(source, KeptAxes, Percentiles, cancellationToken)
            : throw new ModelRunException(
                modelId, $"{this} has separate statistics along {groups}; expected at most {MostGroups} of them.");
    }

    /// <summary>The tensor's place.</summary>
    public override string ToString() => $"{(IsOutput ? "outputs" : "inputs")}[{Position}]";
}
