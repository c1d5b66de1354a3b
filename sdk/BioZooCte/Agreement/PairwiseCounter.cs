namespace BioZooCte.Agreement;

/// <summary>Counts the foreground that each two models have in common.</summary>
internal static class PairwiseCounter
{
    /// <summary>For each model its own foreground, and what it has in common with each model before it.</summary>
    /// <param name="chunk">The votes.</param>
    public static PairwiseCounts Count(VoteChunk chunk)
    {
        PairwiseCounts counts = new(chunk.Models, chunk.Positions.Count);
        foreach (long start in chunk.Starts)
        {
            chunk.Read(start);
            for (int m = 0; m < chunk.Models; m++)
            {
                ReadOnlySpan<ulong> own = chunk.ForegroundOf(m);
                counts.Foreground[m] += BitCount.Of(own);
                Span<long> both = counts.BothOf(m);
                for (int k = 0; k < both.Length; k++)
                {
                    both[k] += BitCount.InBoth(own, chunk.ForegroundOf(k));
                }
            }
        }

        return counts;
    }
}
