using BioZooCte.Consistency;

namespace BioZooCte.Agreement;

/// <summary>How much foreground each two models have in common on one image.</summary>
/// <param name="both">The positions that are foreground of a model and of each before it, and of itself.</param>
/// <param name="positions">All positions.</param>
internal sealed class PairwiseCounts(long[][] both, long positions)
{
    /// <summary>The counts of a model's foreground against that of a model before it, or of itself.</summary>
    public PairCounts this[int model, int earlier] => new()
    {
        Pixels = positions,
        Unperturbed = both[model][model],
        Perturbed = both[earlier][earlier],
        Intersection = both[model][earlier],
    };
}
