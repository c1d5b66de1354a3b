using System.Numerics;

namespace BioZooCte.Numerics;

/// <summary>
/// Exact percentiles of values that never stand in memory together: each pass over them counts one digit of
/// 16 bits of their <see cref="OrderedKey"/>, so types of up to 16 bits take one pass (a histogram), 32 bits
/// two, 64 bits four. NaN is passed over.
/// </summary>
internal sealed class RadixSelection<T>
    where T : unmanaged, INumber<T>
{
    private const int DigitBits = 16;

    private static readonly int FirstDigitBits = Math.Min(DigitBits, OrderedKey.Bits<T>());

    private readonly IReadOnlyList<Percentile> _percentiles;
    private readonly PercentileRank[] _ranks;
    private Wanted[] _wanted = [];
    private ulong[] _prefixes = [0];
    private long[][] _counts = [new long[1 << FirstDigitBits]];
    private int _shift = OrderedKey.Bits<T>() - FirstDigitBits;
    private bool _isFirstPass = true;

    /// <summary>A selection that has seen nothing.</summary>
    public RadixSelection(IReadOnlyList<Percentile> percentiles)
    {
        _percentiles = percentiles;
        _ranks = new PercentileRank[percentiles.Count];
    }

    /// <summary>The percentiles of all values at once.</summary>
    public static void Select(
        ReadOnlySpan<T> values, IReadOnlyList<Percentile> percentiles, Span<double> results)
    {
        RadixSelection<T> selection = new(percentiles);
        do
        {
            selection.Observe(values);
        }
        while (selection.Advance());
        selection.CopyTo(results);
    }

    /// <summary>Counts values of this pass.</summary>
    public void Observe(ReadOnlySpan<T> values)
    {
        if (_isFirstPass)
        {
            CountFirst(values, _counts[0], _shift);
        }
        else
        {
            CountNext(values);
        }
    }

    /// <summary>Ends a pass; whether all values have to be observed once more.</summary>
    public bool Advance()
    {
        if (_isFirstPass && !ChooseRanks())
        {
            return false;
        }

        for (int i = 0; i < _wanted.Length; i++)
        {
            _wanted[i] = Descend(_wanted[i]);
        }

        if (_shift == 0)
        {
            return false;
        }

        _isFirstPass = false;
        _shift -= DigitBits;
        _prefixes = [.. _wanted.Select(w => w.Prefix).Distinct()];
        _counts = [.. _prefixes.Select(_ => new long[1 << DigitBits])];
        return true;
    }

    /// <summary>The percentiles after the last pass; NaN where there was no number.</summary>
    public void CopyTo(Span<double> results)
    {
        for (int i = 0; i < _ranks.Length; i++)
        {
            results[i] = _wanted.Length == 0
                ? double.NaN
                : _ranks[i].Between(ValueOf(_wanted[2 * i]), ValueOf(_wanted[(2 * i) + 1]));
        }
    }

    private static void CountFirst(ReadOnlySpan<T> values, long[] counts, int shift)
    {
        foreach (T value in values)
        {
            if (!T.IsNaN(value))
            {
                counts[OrderedKey.Of(value) >> shift]++;
            }
        }
    }

    private void CountNext(ReadOnlySpan<T> values)
    {
        ulong[] prefixes = _prefixes;
        foreach (T value in values)
        {
            ulong key = OrderedKey.Of(value) >> _shift;
            ulong prefix = key >> DigitBits;
            for (int i = 0; i < prefixes.Length; i++)
            {
                if (prefixes[i] == prefix && !T.IsNaN(value))
                {
                    _counts[i][key & ((1 << DigitBits) - 1)]++;
                    break;
                }
            }
        }
    }

    private static double ValueOf(Wanted found) => OrderedKey.ToValue<T>(found.Prefix);

    private bool ChooseRanks()
    {
        long count = _counts[0].Sum();
        if (count == 0 || _ranks.Length == 0)
        {
            return false;
        }

        _wanted = new Wanted[2 * _ranks.Length];
        for (int i = 0; i < _ranks.Length; i++)
        {
            _ranks[i] = _percentiles[i].RankAmong(count);
            _wanted[2 * i] = new Wanted(0, _ranks[i].Lower);
            _wanted[(2 * i) + 1] = new Wanted(0, _ranks[i].Upper);
        }

        return true;
    }

    private Wanted Descend(Wanted wanted)
    {
        long[] counts = _counts[Array.IndexOf(_prefixes, wanted.Prefix)];
        long rank = wanted.Rank;
        int digit = 0;
        while (rank >= counts[digit])
        {
            rank -= counts[digit++];
        }

        return new Wanted((wanted.Prefix << DigitBits) | (uint)digit, rank);
    }

    /// <summary>
    /// A value sought: the digits known of it, and its position among those that share them.
    /// </summary>
    private readonly record struct Wanted(ulong Prefix, long Rank);
}
