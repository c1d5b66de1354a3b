namespace BioZooCte.Agreement;

/// <summary>Counts the foreground that each two models have in common.</summary>
internal static class PairwiseCounter
{
    /// <summary>For each model its counts against each model before it, and itself.</summary>
    /// <param name="chunk">The votes.</param>
    public static PairwiseCounts Count(VoteChunk chunk)
    {
        long[][] both = [.. Enumerable.Range(1, chunk.Models).Select(count => new long[count])];
        foreach (long start in chunk.Starts)
        {
            chunk.Read(start);
            for (int m = 0; m < both.Length; m++)
            {
                ReadOnlySpan<ulong> own = chunk.ForegroundOf(m);
                for (int k = 0; k <= m; k++)
                {
                    both[m][k] += BitCount.InBoth(own, chunk.ForegroundOf(k));
                }
            }
        }

        return new PairwiseCounts(both, chunk.Positions.Count);
    }
}
