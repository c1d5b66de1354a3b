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

    /// <summary>The scale of the values that pixels with a label of 0 or above have.</summary>
    /// <exception cref="ArgumentException">One of them is not a number.</exception>
    public static LevelScale Of<T>(ReadOnlySpan<T> relief, ReadOnlySpan<int> labels)
        where T : unmanaged, INumber<T>
    {
        T lowest = T.Zero;
        T highest = T.Zero;
        bool any = false;
        for (int i = 0; i < relief.Length; i++)
        {
            if (labels[i] < 0)
            {
                continue;
            }

            T value = relief[i];
            if (T.IsNaN(value))
            {
                throw new ArgumentException(
                    $"The relief's pixel {i} is not a number (NaN); expected numbers.", nameof(relief));
            }

            lowest = !any || value < lowest ? value : lowest;
            highest = !any || value > highest ? value : highest;
            any = true;
        }

        return new LevelScale(double.CreateTruncating(lowest), double.CreateTruncating(highest));
    }

    /// <summary>A value's step; greater values are never in lower ones.</summary>
    public int BucketOf(double value) => _perUnit == 0 ? 0 : (int)((value - _lowest) * _perUnit);
}
