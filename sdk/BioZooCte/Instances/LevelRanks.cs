using System.Numerics;
using System.Numerics.Tensors;

namespace BioZooCte.Instances;

/// <summary>
/// The levels of pixels: numbers from 0 in the order of their values, equal where those are equal.
/// </summary>
/// <remarks>
/// Values are sorted by where they lie among equal steps of their range, some for each pixel, digit by digit
/// (least significant first); only those that share a step are compared. So it is near to linear where the
/// values are spread, and n log n wherever they are. Integers whose range is about as long as there are
/// pixels are their own levels.
/// </remarks>
/// <typeparam name="T">The values' type.</typeparam>
internal sealed class LevelRanks<T>
    where T : unmanaged, INumber<T>
{
    /// <summary>So many times 2 steps for each pixel: few share one.</summary>
    private const int ExtraBits = 4;

    /// <summary>Steps are numbered by int32.</summary>
    private const int MostBits = 30;

    /// <summary>A digit's counts stay in the nearest cache, and are fewer than most places' pixels.</summary>
    private const int MostDigitBits = 8;

    /// <summary>Integers are levels up to so many for each pixel.</summary>
    private const int MostLevels = 4;

    /// <summary>Up to this length the plainest sort is the fastest.</summary>
    private const int Short = 12;

    private static readonly bool HasIntegers = T.One / (T.One + T.One) == T.Zero;

    private readonly int[] _places = new int[1 << MostDigitBits];
    private ulong[] _keys = [];
    private ulong[] _sorted = [];
    private T[] _group = [];

    /// <summary>Finds the levels.</summary>
    /// <param name="values">The pixels' values; none is NaN.</param>
    /// <param name="cells">The pixels' places in <paramref name="levels"/>, as many as values.</param>
    /// <param name="levels">Receives each pixel's level at its place.</param>
    /// <returns>Levels are below this.</returns>
    public int Rank(ReadOnlySpan<T> values, ReadOnlySpan<int> cells, Span<int> levels)
    {
        if (values.IsEmpty)
        {
            return 0;
        }

        double lowest = double.CreateTruncating(TensorPrimitives.Min(values));
        double highest = double.CreateTruncating(TensorPrimitives.Max(values));

        // Longer integers than int32 need not be exact here.
        if (HasIntegers && lowest > int.MinValue && highest < int.MaxValue
            && highest - lowest < Math.Min(int.MaxValue, (double)MostLevels * values.Length))
        {
            for (int i = 0; i < values.Length; i++)
            {
                levels[cells[i]] = int.CreateTruncating(values[i]) - (int)lowest;
            }

            return (int)(highest - lowest) + 1;
        }

        Sort(values, lowest, highest);
        return Number(values, cells, levels);
    }

    /// <summary>Sorts keys whose upper half is the value's step, and their lower half the pixel.</summary>
    private void Sort(ReadOnlySpan<T> values, double lowest, double highest)
    {
        int count = values.Length;
        int bits = Math.Min(MostBits, BitOperations.Log2((uint)count) + ExtraBits);
        LevelScale scale = new(lowest, highest, 1 << bits);
        Growth.Ensure(ref _keys, count);
        Growth.Ensure(ref _sorted, count);
        Span<ulong> keys = _keys.AsSpan(0, count);
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = ((ulong)scale.BucketOf(values[i]) << 32) | (uint)i;
        }

        int digits = (bits + MostDigitBits - 1) / MostDigitBits;
        int digitBits = (bits + digits - 1) / digits;
        for (int digit = 0; digit < digits; digit++)
        {
            SortBy(32 + (digit * digitBits), digitBits, count);
            (_keys, _sorted) = (_sorted, _keys);
        }
    }

    private void SortBy(int shift, int digitBits, int count)
    {
        Span<int> places = _places.AsSpan(0, 1 << digitBits);
        int mask = places.Length - 1;
        places.Clear();
        ReadOnlySpan<ulong> keys = _keys.AsSpan(0, count);
        foreach (ulong key in keys)
        {
            places[(int)(key >> shift) & mask]++;
        }

        int next = 0;
        foreach (ref int place in places)
        {
            (place, next) = (next, next + place);
        }

        foreach (ulong key in keys)
        {
            _sorted[places[(int)(key >> shift) & mask]++] = key;
        }
    }

    private int Number(ReadOnlySpan<T> values, ReadOnlySpan<int> cells, Span<int> levels)
    {
        Span<ulong> keys = _keys.AsSpan(0, values.Length);
        int level = -1;
        T? before = null;
        for (int start = 0, end; start < keys.Length; start = end)
        {
            end = start + 1;
            while (end < keys.Length && keys[end] >> 32 == keys[start] >> 32)
            {
                end++;
            }

            if (end - start > 1)
            {
                SortGroup(values, keys[start..end]);
            }

            foreach (ulong key in keys[start..end])
            {
                T value = values[(int)(uint)key];
                level += value == before ? 0 : 1;
                before = value;
                levels[cells[(int)(uint)key]] = level;
            }
        }

        return level + 1;
    }

    /// <summary>Sorts what shares a step by its values.</summary>
    private void SortGroup(ReadOnlySpan<T> values, Span<ulong> keys)
    {
        if (keys.Length > Short)
        {
            Growth.Ensure(ref _group, keys.Length);
            Span<T> group = _group.AsSpan(0, keys.Length);
            for (int i = 0; i < group.Length; i++)
            {
                group[i] = values[(int)(uint)keys[i]];
            }

            if (group.ContainsAnyExcept(group[0]))
            {
                group.Sort(keys);
            }

            return;
        }

        for (int i = 1; i < keys.Length; i++)
        {
            ulong key = keys[i];
            T value = values[(int)(uint)key];
            int place = i;
            for (; place > 0 && values[(int)(uint)keys[place - 1]] > value; place--)
            {
                keys[place] = keys[place - 1];
            }

            keys[place] = key;
        }
    }
}
