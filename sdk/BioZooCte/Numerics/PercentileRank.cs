namespace BioZooCte.Numerics;

/// <summary>
/// Two neighbours among values in ascending order, and how far from the first to the second.
/// </summary>
/// <param name="Lower">The first one's position, from 0.</param>
/// <param name="Upper">The second one's position.</param>
/// <param name="Weight">0 at the first, 1 at the second.</param>
internal readonly record struct PercentileRank(long Lower, long Upper, double Weight)
{
    /// <summary>The value between those at the two positions.</summary>
    public double Between(double lower, double upper)
    {
        // Equal neighbours need no arithmetic, and two infinities would make NaN of it.
        if (lower == upper)
        {
            return lower;
        }

        double difference = upper - lower;
        return Weight < 0.5 ? lower + (difference * Weight) : upper - (difference * (1 - Weight));
    }
}
