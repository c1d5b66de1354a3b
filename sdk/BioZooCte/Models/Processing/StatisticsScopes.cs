using System.Collections.Immutable;

using BioZooCte.Packages.Description;
using BioZooCte.Tensors;

namespace BioZooCte.Models.Processing;

/// <summary>What a <see cref="StatisticsScope"/> leaves of a tensor's axes.</summary>
internal static class StatisticsScopes
{
    /// <summary>
    /// The axes that are not reduced: those that are not stated; never the batch over the data set.
    /// </summary>
    public static ImmutableArray<string> KeptAxes(TensorDescription tensor, StatisticsScope scope) =>
    [
        .. tensor.Axes.Select(axis => axis.Id).Where(
            id => scope.AxisIds is ImmutableArray<string> reduced
                && !reduced.Contains(id)
                && !(scope.IsDataSet && id == AxisIds.Batch)),
    ];
}
