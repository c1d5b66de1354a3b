using BioZooCte.Consistency;

namespace BioZooCte.Agreement;

/// <summary>
/// F1 of two foregrounds: 2 |A ∩ B| / (|A| + |B|), from 0 (nothing in common) to 1 (equal); greater is better. Not
/// defined where both are empty. Dice 1945, doi:10.2307/1932409.
/// </summary>
internal static class ForegroundF1
{
    /// <summary>The value; null where it is not defined.</summary>
    public static double? Score(PairCounts counts)
    {
        long both = counts.Unperturbed + counts.Perturbed;
        return both == 0 ? null : 2.0 * counts.Intersection / both;
    }
}
