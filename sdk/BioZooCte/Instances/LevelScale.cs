using System.Numerics;

namespace BioZooCte.Instances;

/// <summary>Where values lie among equal steps of their range.</summary>
internal readonly struct LevelScale
{
    private readonly double _lowest;
    private readonly double _perUnit;

    /// <summary>Divides a range.</summary>
    /// <param name="lowest">The lowest value.</param>
    /// <param name="highest">The highest one.</param>
    /// <param name="buckets">The number of steps, above 0.</param>
    public LevelScale(double lowest, double highest, int buckets)
    {
        double perUnit = (buckets - 1) / (highest - lowest);
        _lowest = lowest;

        // Without a finite range all values are in the first step, where they are put in order one by one.
        _perUnit = double.IsFinite(perUnit) && double.IsFinite(lowest) ? perUnit : 0;
    }

    /// <summary>A value's step; greater values are never in lower ones.</summary>
    public int BucketOf<T>(T value)
        where T : unmanaged, INumber<T> =>
        _perUnit == 0 ? 0 : (int)((double.CreateTruncating(value) - _lowest) * _perUnit);
}
