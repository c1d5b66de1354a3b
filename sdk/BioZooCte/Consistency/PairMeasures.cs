namespace BioZooCte.Consistency;

/// <summary>
/// Which sums are wanted of a pair of predictions beside the counts, which are always taken.
/// </summary>
[Flags]
internal enum PairMeasures
{
    /// <summary>Counts alone.</summary>
    None = 0,

    /// <summary><see cref="PairCounts.EffectiveInvarianceSum"/>.</summary>
    EffectiveInvariance = 1,

    /// <summary><see cref="PairCounts.EntropySum"/>.</summary>
    Entropy = 2,

    /// <summary><see cref="PairCounts.DivergenceSum"/>.</summary>
    Divergence = 4,

    /// <summary><see cref="PairCounts.CrossEntropySum"/>.</summary>
    CrossEntropy = 8,

    /// <summary><see cref="PairCounts.DifferenceSum"/>.</summary>
    Difference = 16,

    /// <summary>Pairs of pixels in instances, as the published program counts them.</summary>
    InstancePairs = 32,

    /// <summary>Pairs of pixels in instances, as the paper's formula counts them.</summary>
    InstancePairsOfFormula = 64,
}
