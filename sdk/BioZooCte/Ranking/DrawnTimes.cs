using System.Numerics;

using BioZooCte.Numerics;

namespace BioZooCte.Ranking;

/// <summary>
/// How often a resample drew each image, also bit by bit: the draws of a set of images are then counted 64 images at a
/// time, which a ranking does for each model and resample.
/// </summary>
internal sealed class DrawnTimes
{
    private const int WordBits = 64;

    private readonly int[] _times;
    private readonly int _words;
    private ulong[] _planes = [];

    /// <summary>Of so many images, none drawn.</summary>
    public DrawnTimes(int images)
    {
        _times = new int[images];
        _words = WordsFor(images);
    }

    /// <summary>How often each was drawn.</summary>
    public ReadOnlySpan<int> Times => _times;

    /// <summary>A set of images, a bit each.</summary>
    public static ulong[] SetOf(ReadOnlySpan<int> positions, int images)
    {
        ulong[] set = new ulong[WordsFor(images)];
        foreach (int position in positions)
        {
            set[position / WordBits] |= 1ul << (position % WordBits);
        }

        return set;
    }

    /// <summary>Draws as many images as there are, with replacement.</summary>
    public void Draw(SplitMix64 generator)
    {
        ResampleDraws.Count(generator, _times);
        int most = 0;
        foreach (int times in _times)
        {
            most |= times;
        }

        _planes = new ulong[_words * (BitOperations.Log2((uint)most) + 1)];
        for (int position = 0; position < _times.Length; position++)
        {
            int word = position / WordBits;
            for (int times = _times[position]; times > 0; times >>= 1, word += _words)
            {
                _planes[word] |= (ulong)(times & 1) << (position % WordBits);
            }
        }
    }

    /// <summary>How often those of a set were drawn.</summary>
    public int Total(ReadOnlySpan<ulong> set)
    {
        int total = 0;
        int weight = 1;
        for (ReadOnlySpan<ulong> left = _planes; left.Length > 0; left = left[set.Length..], weight <<= 1)
        {
            int drawn = 0;
            for (int word = 0; word < set.Length; word++)
            {
                drawn += BitOperations.PopCount(left[word] & set[word]);
            }

            total += drawn * weight;
        }

        return total;
    }

    private static int WordsFor(int images) => (images + WordBits - 1) / WordBits;
}
