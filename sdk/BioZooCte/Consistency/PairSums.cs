using System.Runtime.Intrinsics;

namespace BioZooCte.Consistency;

/// <summary>
/// <see cref="PairCounts"/> while they are being taken: each sum is spread over lanes, which are added up
/// once at the end. Sixteen lanes on every machine, so the width of its registers does not change a sum.
/// </summary>
internal struct PairSums
{
    /// <summary><see cref="PairCounts.Pixels"/>.</summary>
    public long Pixels;

    /// <summary><see cref="PairCounts.Unperturbed"/>.</summary>
    public long Unperturbed;

    /// <summary><see cref="PairCounts.Perturbed"/>.</summary>
    public long Perturbed;

    /// <summary><see cref="PairCounts.Intersection"/>.</summary>
    public long Intersection;

    /// <summary><see cref="PairCounts.Differs"/>.</summary>
    public bool Differs;

    /// <summary>Lanes 0 to 7 of <see cref="PairCounts.EffectiveInvarianceSum"/>.</summary>
    public Vector512<double> InvarianceLow;

    /// <summary>Lanes 8 to 15 of it.</summary>
    public Vector512<double> InvarianceHigh;

    /// <summary>Lanes of <see cref="PairCounts.EntropySum"/>.</summary>
    public Vector512<double> Entropy;

    /// <summary>Lanes of <see cref="PairCounts.DivergenceSum"/>.</summary>
    public Vector512<double> Divergence;

    /// <summary>Lanes of <see cref="PairCounts.CrossEntropySum"/>.</summary>
    public Vector512<double> CrossEntropy;

    /// <summary>Lanes of <see cref="PairCounts.DifferenceSum"/>.</summary>
    public Vector512<double> Difference;

    /// <summary>The counts, with the lanes of each sum added up in their order.</summary>
    public readonly PairCounts ToCounts() => new()
    {
        Pixels = Pixels,
        Unperturbed = Unperturbed,
        Perturbed = Perturbed,
        Intersection = Intersection,
        EffectiveInvarianceSum = AddUp(InvarianceLow + InvarianceHigh),
        EntropySum = AddUp(Entropy),
        DivergenceSum = AddUp(Divergence),
        CrossEntropySum = AddUp(CrossEntropy),
        DifferenceSum = AddUp(Difference),
        Differs = Differs,
    };

    private static double AddUp(Vector512<double> lanes)
    {
        double sum = 0;
        for (int lane = 0; lane < Vector512<double>.Count; lane++)
        {
            sum += lanes[lane];
        }

        return sum;
    }
}
