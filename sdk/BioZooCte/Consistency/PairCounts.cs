namespace BioZooCte.Consistency;

/// <summary>
/// What a pair of predictions is reduced to: counts of pixels and sums over the union of the two foregrounds. Counts
/// of parts of an image add up to the image's.
/// </summary>
public readonly record struct PairCounts
{
    /// <summary>All pixels compared.</summary>
    public long Pixels { get; init; }

    /// <summary>Foreground pixels of the unperturbed prediction.</summary>
    public long Unperturbed { get; init; }

    /// <summary>Foreground pixels of the perturbed prediction.</summary>
    public long Perturbed { get; init; }

    /// <summary>Pixels that are foreground in both.</summary>
    public long Intersection { get; init; }

    /// <summary>Σ √(u·p) over the pixels that are foreground in both.</summary>
    public double EffectiveInvarianceSum { get; init; }

    /// <summary>Σ of the binary entropy of (u + p)/2 over the union, in bits.</summary>
    public double EntropySum { get; init; }

    /// <summary>Σ of the Kullback–Leibler divergence of p from u over the union, in bits.</summary>
    public double DivergenceSum { get; init; }

    /// <summary>Σ of the cross-entropy of u and p over the union, in bits.</summary>
    public double CrossEntropySum { get; init; }

    /// <summary>Σ |p − u| over the union.</summary>
    public double DifferenceSum { get; init; }

    /// <summary>Pixels of the unperturbed prediction's instances; 0 where instances are not compared.</summary>
    public long InstancePixels { get; init; }

    /// <summary>
    /// Ordered pairs of pixels that lie in one instance of the unperturbed prediction and in one of the perturbed. A
    /// pair belongs to the part of the image in which its first pixel lies.
    /// </summary>
    public double PairsInBoth { get; init; }

    /// <summary>Ordered pairs of pixels that lie in one instance of the unperturbed prediction.</summary>
    public double PairsInUnperturbed { get; init; }

    /// <summary>Ordered pairs of pixels that lie in one instance of the perturbed prediction.</summary>
    public double PairsInPerturbed { get; init; }

    /// <summary>
    /// Whether any pixel's value differs between the two predictions; a NaN differs from everything.
    /// </summary>
    public bool Differs { get; init; }

    /// <summary>Pixels that are foreground in either.</summary>
    public long Union => Unperturbed + Perturbed - Intersection;

    /// <summary>The counts of both parts together.</summary>
    public static PairCounts operator +(PairCounts a, PairCounts b) => new()
    {
        Pixels = a.Pixels + b.Pixels,
        Unperturbed = a.Unperturbed + b.Unperturbed,
        Perturbed = a.Perturbed + b.Perturbed,
        Intersection = a.Intersection + b.Intersection,
        EffectiveInvarianceSum = a.EffectiveInvarianceSum + b.EffectiveInvarianceSum,
        EntropySum = a.EntropySum + b.EntropySum,
        DivergenceSum = a.DivergenceSum + b.DivergenceSum,
        CrossEntropySum = a.CrossEntropySum + b.CrossEntropySum,
        DifferenceSum = a.DifferenceSum + b.DifferenceSum,
        InstancePixels = a.InstancePixels + b.InstancePixels,
        PairsInBoth = a.PairsInBoth + b.PairsInBoth,
        PairsInUnperturbed = a.PairsInUnperturbed + b.PairsInUnperturbed,
        PairsInPerturbed = a.PairsInPerturbed + b.PairsInPerturbed,
        Differs = a.Differs || b.Differs,
    };

    /// <summary>The counts of both parts together.</summary>
    public static PairCounts Add(PairCounts left, PairCounts right) => left + right;
}
