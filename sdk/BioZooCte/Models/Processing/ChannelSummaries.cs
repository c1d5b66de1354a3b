using System.Collections.Immutable;

using BioZooCte.Numerics;
using BioZooCte.Tensors;

namespace BioZooCte.Models.Processing;

/// <summary>Percentiles and mean of each channel, exact, of a tensor that need not stand in memory.</summary>
internal static class ChannelSummaries
{
    /// <summary>One summary for each channel, or one where there is no channel axis.</summary>
    /// <param name="source">The tensor.</param>
    /// <param name="lowPercentile">The lower percentile, 0 to 100, linearly interpolated.</param>
    /// <param name="highPercentile">The upper percentile.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async ValueTask<ImmutableArray<ChannelSummary>> OfAsync(
        ITensorSource source,
        double lowPercentile,
        double highPercentile,
        CancellationToken cancellationToken)
    {
        string[] kept = source.Shape.Has(AxisIds.Channel) ? [AxisIds.Channel] : [];
        Percentile[] percentiles = [new(lowPercentile), new(highPercentile)];
        GroupStatistics statistics = await GroupStatisticsReader.ReadAsync(
            source, kept, percentiles, cancellationToken).ConfigureAwait(false);
        return
        [
            .. statistics.Moments.Select((moments, channel) => new ChannelSummary(
                statistics.Percentiles[0][channel],
                statistics.Percentiles[1][channel],
                moments.Mean,
                moments.Count)),
        ];
    }
}
