namespace BioZooCte.Numerics;

/// <summary>
/// The generator of resampling and of positions: SplitMix64 of Steele, Lea and Flood 2014
/// (doi:10.1145/2660193.2660195). Its
/// numbers depend on nothing but its seed, on every platform.
/// </summary>
internal struct SplitMix64(ulong seed)
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    private ulong _state = seed;

    /// <summary>
    /// The generator of one part of a larger whole: of a resample within a stream within a seed.
    /// </summary>
    public static SplitMix64 Of(ulong seed, int stream, int resample)
    {
        ulong key = Mix(seed + Step);
        key = Mix(key + (((ulong)stream + 1) * Step));
        return new SplitMix64(Mix(key + (((ulong)resample + 1) * Step)));
    }

    /// <summary>The next 64 bits.</summary>
    public ulong Next() => Mix(_state += Step);

    /// <summary>
    /// A number from 0 up to, not including, <paramref name="count"/>: the product's upper half, so that
    /// counts which differ give proportional numbers.
    /// </summary>
    public int NextBelow(int count) => (int)Math.BigMul(Next(), (ulong)count, out _);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
