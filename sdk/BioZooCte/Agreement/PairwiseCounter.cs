using System.Numerics;

namespace BioZooCte.Agreement;

/// <summary>Counts the foreground that each two models have in common.</summary>
internal static class PairwiseCounter
{
    private const int WordBits = 64;

    /// <summary>For each model its counts against each model before it, and itself.</summary>
    /// <param name="voters">The models.</param>
    /// <param name="chunk">What votes are read into.</param>
    /// <param name="least">The smallest vote that is foreground.</param>
    public static PairwiseCounts Count(
        IReadOnlyList<Voter> voters, VoteChunk chunk, byte least)
    {
        long[][] both = [.. voters.Select((_, m) => new long[m + 1])];
        ulong[][] masks = [.. voters.Select(_ => new ulong[(chunk.Room + WordBits - 1) / WordBits])];
        long positions = voters[0].Votes.Positions.Count;
        for (long start = 0; start < positions; start += chunk.Room)
        {
            chunk.Read(voters, start);
            for (int m = 0; m < voters.Count; m++)
            {
                Pack(chunk.Of(m), least, masks[m]);
                for (int k = 0; k <= m; k++)
                {
                    both[m][k] += InBoth(masks[m], masks[k]);
                }
            }
        }

        return new PairwiseCounts(both, positions);
    }

    private static void Pack(ReadOnlySpan<byte> votes, byte least, ulong[] mask)
    {
        Array.Clear(mask);
        for (int i = 0; i < votes.Length; i++)
        {
            mask[i / WordBits] |= (votes[i] >= least ? 1ul : 0) << (i % WordBits);
        }
    }

    private static long InBoth(ulong[] a, ulong[] b)
    {
        long count = 0;
        for (int i = 0; i < a.Length; i++)
        {
            count += BitOperations.PopCount(a[i] & b[i]);
        }

        return count;
    }
}
