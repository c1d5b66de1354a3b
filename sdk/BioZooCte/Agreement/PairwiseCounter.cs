namespace BioZooCte.Agreement;

/// <summary>Counts the foreground that each two models have in common.</summary>
internal static class PairwiseCounter
{
    /// <summary>For each model its counts against each model before it, and itself.</summary>
    /// <param name="chunk">The votes.</param>
    public static PairwiseCounts Count(VoteChunk chunk)
    {
        PairwiseCounts counts = new(chunk.Models, chunk.Positions.Count);
        foreach (long start in chunk.Starts)
        {
            chunk.Read(start);
            for (int m = 0; m < chunk.Models; m++)
            {
                Span<long> both = counts.Of(m);
                ReadOnlySpan<ulong> own = chunk.ForegroundOf(m);
                for (int k = 0; k <= m; k++)
                {
                    both[k] += BitCount.InBoth(own, chunk.ForegroundOf(k));
                }
            }
        }

        return counts;
    }
}
