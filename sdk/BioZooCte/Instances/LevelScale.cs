using System.Numerics;

namespace BioZooCte.Instances;

/// <summary>Where the values of a relief lie among <see cref="Buckets"/> equal steps of its range.</summary>
internal readonly struct LevelScale
{
    /// <summary>The number of steps.</summary>
    public const int Buckets = 1 << 16;

    private readonly double _lowest;
    private readonly double _perUnit;

    private LevelScale(double lowest, double highest)
    {
        double perUnit = (Buckets - 1) / (highest - lowest);
        _lowest = lowest;

        // Without a finite range all values are in the first step, where they are put in order one by one.
        _perUnit = double.IsFinite(perUnit) && double.IsFinite(lowest) ? perUnit : 0;
    }

    /// <summary>The scale of the values that some pixels and their seeds have.</summary>
    /// <exception cref="ArgumentException">One of them is not a number.</exception>
    public static LevelScale Of<T>(
        ReadOnlySpan<T> relief, ReadOnlySpan<int> pixels, ReadOnlySpan<int> seeds)
        where T : unmanaged, INumber<T>
    {
        double lowest = double.PositiveInfinity;
        double highest = double.NegativeInfinity;
        Widen(relief, pixels, ref lowest, ref highest);
        Widen(relief, seeds, ref lowest, ref highest);
        return new LevelScale(lowest, highest);
    }

    /// <summary>The error of a height that is not a number.</summary>
    public static ArgumentException NotANumber(int pixel) =>
        new($"The relief's pixel {pixel} is not a number (NaN); expected numbers.");

    /// <summary>A value's step; greater values are never in lower ones.</summary>
    public int BucketOf(double value) => _perUnit == 0 ? 0 : (int)((value - _lowest) * _perUnit);

    private static void Widen<T>(
        ReadOnlySpan<T> relief, ReadOnlySpan<int> pixels, ref double lowest, ref double highest)
        where T : unmanaged, INumber<T>
    {
        foreach (int pixel in pixels)
        {
            T height = relief[pixel];
            if (T.IsNaN(height))
            {
                throw NotANumber(pixel);
            }

            lowest = Math.Min(lowest, double.CreateTruncating(height));
            highest = Math.Max(highest, double.CreateTruncating(height));
        }
    }
}
