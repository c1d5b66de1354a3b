using System.Numerics;
using System.Runtime.CompilerServices;

namespace BioZooCte.Agreement;

/// <summary>Counts positions, a bit each; compiled as <see cref="WeightedVotes"/> is.</summary>
internal static class BitCount
{
    /// <summary>Those of a set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long Of(ReadOnlySpan<ulong> set)
    {
        long count = 0;
        foreach (ulong word in set)
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }

    /// <summary>Those of two sets of one length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long InBoth(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        b = b[..a.Length];
        long count = 0;
        for (int i = 0; i < a.Length; i++)
        {
            count += BitOperations.PopCount(a[i] & b[i]);
        }

        return count;
    }
}
