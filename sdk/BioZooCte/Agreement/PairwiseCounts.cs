using BioZooCte.Consistency;

namespace BioZooCte.Agreement;

/// <summary>How much foreground each two models have in common on one image.</summary>
/// <param name="both">The positions that are foreground of a model and of each before it, and of itself.</param>
/// <param name="positions">All positions.</param>
internal sealed class PairwiseCounts(long[][] both, long positions)
{
    /// <summary>The positions that are foreground of a model and of a model before it, or of itself.</summary>
    public long InBoth(int model, int earlier) => both[model][earlier];

    /// <summary>The mean IoU of a model's foreground and that of a model before it; null where both are empty.</summary>
    public double? Overlap(int model, int earlier) => MeanIntersectionOverUnion.Of(
        positions, both[model][model], both[earlier][earlier], both[model][earlier]);
}
