using System.Numerics;

namespace BioZooCte.Instances;

/// <summary>Where the values of a relief lie among equal steps of their range.</summary>
internal readonly struct LevelScale
{
    private readonly double _lowest;
    private readonly double _perUnit;

    private LevelScale(double lowest, double highest, int buckets)
    {
        double perUnit = (buckets - 1) / (highest - lowest);
        _lowest = lowest;

        // Without a finite range all values are in the first step, where they are put in order one by one.
        _perUnit = double.IsFinite(perUnit) && double.IsFinite(lowest) ? perUnit : 0;
    }

    /// <summary>The scale of the values that some pixels and their seeds have.</summary>
    /// <param name="relief">The values of all pixels.</param>
    /// <param name="pixels">The pixels.</param>
    /// <param name="seeds">The seeds.</param>
    /// <param name="buckets">The number of steps, above 0.</param>
    /// <exception cref="ArgumentException">One of them is not a number.</exception>
    public static LevelScale Of<T>(
        ReadOnlySpan<T> relief, ReadOnlySpan<int> pixels, ReadOnlySpan<int> seeds, int buckets)
        where T : unmanaged, INumber<T>
    {
        double lowest = double.PositiveInfinity;
        double highest = double.NegativeInfinity;
        Widen(relief, pixels, ref lowest, ref highest);
        Widen(relief, seeds, ref lowest, ref highest);
        return new LevelScale(lowest, highest, buckets);
    }

    /// <summary>A value's step; greater values are never in lower ones.</summary>
    public int BucketOf(double value) => _perUnit == 0 ? 0 : (int)((value - _lowest) * _perUnit);

    private static void Widen<T>(
        ReadOnlySpan<T> relief, ReadOnlySpan<int> pixels, ref double lowest, ref double highest)
        where T : unmanaged, INumber<T>
    {
        foreach (int pixel in pixels)
        {
            double height = double.CreateTruncating(relief[pixel]);
            if (double.IsNaN(height))
            {
                throw new ArgumentException(
                    $"The relief's pixel {pixel} is not a number (NaN); expected numbers.");
            }

            lowest = height < lowest ? height : lowest;
            highest = height > highest ? height : highest;
        }
    }
}
