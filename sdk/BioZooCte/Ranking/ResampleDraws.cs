using BioZooCte.Numerics;

namespace BioZooCte.Ranking;

/// <summary>What a resample draws.</summary>
internal static class ResampleDraws
{
    /// <summary>The stream of the draws of images.</summary>
    public const int ImageStream = 0;

    /// <summary>The stream of the draws of blocks inside the image at a position.</summary>
    public static int BlockStream(int imagePosition) => imagePosition + 1;

    /// <summary>
    /// Draws as many things as there are, with replacement, and counts how often each was drawn.
    /// </summary>
    public static void Count(SplitMix64 generator, Span<int> times)
    {
        times.Clear();
        for (int i = 0; i < times.Length; i++)
        {
            times[generator.NextBelow(times.Length)]++;
        }
    }
}
