namespace BioZooCte.Numerics;

/// <summary>A percentile that is asked for.</summary>
/// <param name="Percent">0 to 100.</param>
/// <param name="Method">What stands for one that falls between two values.</param>
internal readonly record struct Percentile(double Percent, PercentileMethod Method = PercentileMethod.Linear)
{
    /// <summary>Where it stands among values in ascending order.</summary>
    /// <param name="count">How many values; above 0.</param>
    public PercentileRank RankAmong(long count)
    {
        double share = Percent / 100;
        if (Method == PercentileMethod.InvertedCdf)
        {
            long rank = Math.Clamp((long)Math.Ceiling((count * share) - 1), 0, count - 1);
            return new PercentileRank(rank, rank, 0);
        }

        double position = (count - 1) * share;
        long lower = Math.Clamp((long)Math.Floor(position), 0, count - 1);
        return new PercentileRank(lower, Math.Min(lower + 1, count - 1), position - lower);
    }
}
