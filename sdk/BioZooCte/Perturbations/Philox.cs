using System.Runtime.Intrinsics;

namespace BioZooCte.Perturbations;

/// <summary>
/// Philox4x32-10, a generator without a state: it turns a counter of four words into four random words.
/// Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3", doi:10.1145/2063384.2063405.
/// </summary>
internal static class Philox
{
    private const int Rounds = 10;

    private const uint Multiplier0 = 0xD2511F53;

    private const uint Multiplier1 = 0xCD9E8D57;

    private const uint KeyStep0 = 0x9E3779B9;

    private const uint KeyStep1 = 0xBB67AE85;

    /// <summary>Replaces sixteen counters by their random words.</summary>
    /// <param name="key">The key: its low word first.</param>
    /// <param name="c0">The first word of each counter.</param>
    /// <param name="c1">The second.</param>
    /// <param name="c2">The third.</param>
    /// <param name="c3">The fourth.</param>
    public static void Scramble(
        ulong key,
        ref Vector512<uint> c0,
        ref Vector512<uint> c1,
        ref Vector512<uint> c2,
        ref Vector512<uint> c3)
    {
        uint key0 = (uint)key;
        uint key1 = (uint)(key >> 32);
        for (int round = 0; round < Rounds; round++)
        {
            Vector512<uint> high0 = HighProduct(c0, Multiplier0);
            Vector512<uint> high1 = HighProduct(c2, Multiplier1);
            Vector512<uint> low0 = c0 * Multiplier0;
            Vector512<uint> low1 = c2 * Multiplier1;
            c0 = high1 ^ c1 ^ Vector512.Create(key0);
            c1 = low1;
            c2 = high0 ^ c3 ^ Vector512.Create(key1);
            c3 = low0;
            key0 = unchecked(key0 + KeyStep0);
            key1 = unchecked(key1 + KeyStep1);
        }
    }

    private static Vector512<uint> HighProduct(Vector512<uint> values, uint factor)
    {
        (Vector512<ulong> lower, Vector512<ulong> upper) = Vector512.Widen(values);
        return Vector512.Narrow((lower * factor) >>> 32, (upper * factor) >>> 32);
    }
}
