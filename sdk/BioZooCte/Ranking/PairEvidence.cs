using System.Collections.Immutable;

using BioZooCte.Consistency;

namespace BioZooCte.Ranking;

/// <summary>What one pair of predictions was reduced to.</summary>
/// <param name="Perturbation">As given, such as <c>gamma:1.5</c>.</param>
/// <param name="Run">From 0.</param>
/// <param name="Blocks">The counts of each block of 128 × 128 image pixels, in C order; planes and slices share them.</param>
/// <param name="Classes">
/// The counts of each class over the whole image, in the order of the foreground rule's classes; empty where there
/// is one foreground.
/// </param>
internal readonly record struct PairEvidence(
    string Perturbation, int Run, ImmutableArray<PairCounts> Blocks, ImmutableArray<PairCounts> Classes)
{
    /// <summary>The counts of the whole image, summed in the blocks' order.</summary>
    public PairCounts Total
    {
        get
        {
            PairCounts total = default;
            foreach (PairCounts block in Blocks)
            {
                total += block;
            }

            return total;
        }
    }
}
