using System.Numerics;
using System.Runtime.CompilerServices;

namespace BioZooCte.Agreement;

/// <summary>
/// Sums of weight · vote, a vote from 0 to 255; whole numbers, so that no order matters. Compiled to be fast from the
/// first call on: a ranking of a few images is over before the runtime would do that by itself.
/// </summary>
internal static class WeightedVotes
{
    /// <summary>Positions whose sums are taken at a time: they stay next to the processor.</summary>
    public const int BlockLength = 1024;

    /// <summary>Adds the votes of one model.</summary>
    /// <param name="sums">One for each vote.</param>
    /// <param name="votes">The votes.</param>
    /// <param name="weight">The model's weight; below 0 to take its votes away again.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddTo(Span<long> sums, ReadOnlySpan<byte> votes, long weight)
    {
        Vector<long> weights = new(weight);
        int whole = votes.Length - (votes.Length % Vector<byte>.Count);
        for (int i = 0; i < whole; i += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(votes[i..]), out Vector<ushort> low, out Vector<ushort> high);
            Span<long> here = sums.Slice(i, Vector<byte>.Count);
            Add(here[..Vector<ushort>.Count], low, weights);
            Add(here[Vector<ushort>.Count..], high, weights);
        }

        for (int i = whole; i < votes.Length; i++)
        {
            sums[i] += weight * votes[i];
        }
    }

    /// <summary>Whether each sum is beyond the limit, or cannot get there by what is left to be added.</summary>
    /// <param name="sums">The sums so far.</param>
    /// <param name="limit">Above it a sum is beyond.</param>
    /// <param name="left">The most that may be added to a sum.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool AreDecided(ReadOnlySpan<long> sums, long limit, long left)
    {
        Vector<long> most = new(limit);
        Vector<long> least = new(limit - left);
        Vector<long> undecided = Vector<long>.Zero;
        int whole = sums.Length - (sums.Length % Vector<long>.Count);
        for (int i = 0; i < whole; i += Vector<long>.Count)
        {
            Vector<long> some = new(sums[i..]);
            undecided |= Vector.LessThanOrEqual(some, most) & Vector.GreaterThan(some, least);
        }

        bool areDecided = undecided == Vector<long>.Zero;
        for (int i = whole; i < sums.Length; i++)
        {
            areDecided &= sums[i] > limit || sums[i] <= limit - left;
        }

        return areDecided;
    }

    /// <summary>Marks the sums that are above a limit, a bit each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MarkAbove(ReadOnlySpan<long> sums, long limit, Span<ulong> marks)
    {
        for (int start = 0; start < sums.Length; start += VoteChunk.WordBits)
        {
            ReadOnlySpan<long> some = sums[start..Math.Min(sums.Length, start + VoteChunk.WordBits)];
            ulong word = 0;
            for (int i = 0; i < some.Length; i++)
            {
                word |= (some[i] > limit ? 1ul : 0) << i;
            }

            marks[start / VoteChunk.WordBits] = word;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(Span<long> sums, Vector<ushort> votes, Vector<long> weights)
    {
        Vector.Widen(votes, out Vector<uint> low, out Vector<uint> high);
        Add(sums[..Vector<uint>.Count], low, weights);
        Add(sums[Vector<uint>.Count..], high, weights);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(Span<long> sums, Vector<uint> votes, Vector<long> weights)
    {
        Vector.Widen(votes, out Vector<ulong> low, out Vector<ulong> high);
        Span<long> second = sums[Vector<ulong>.Count..];
        (new Vector<long>(sums) + (Vector.AsVectorInt64(low) * weights)).CopyTo(sums);
        (new Vector<long>(second) + (Vector.AsVectorInt64(high) * weights)).CopyTo(second);
    }
}
