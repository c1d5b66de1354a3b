namespace BioZooCte.Instances;

/// <summary>
/// The squared distance along one line to the nearest of places that already have one across it: the lower
/// envelope of parabolas, linear in the line's length (Meijster, Roerdink and Hesselink 2000,
/// doi:10.1007/0-306-47025-X_36).
/// </summary>
internal sealed class LowerEnvelope
{
    /// <summary>The squared distance where there is nothing to be distant from.</summary>
    public const int Nowhere = int.MaxValue;

    private readonly int[] _places;
    private readonly long[] _from;
    private readonly int[] _line;

    /// <summary>For lines of up to this length.</summary>
    public LowerEnvelope(int length)
    {
        _places = new int[length];
        _from = new long[length];
        _line = new int[length];
    }

    /// <summary>
    /// Replaces each value f(i) by the least f(j) + (i − j)² over the line; one above int32 stays just below
    /// <see cref="Nowhere"/>.
    /// </summary>
    public void Apply(Span<int> line)
    {
        line.CopyTo(_line);
        int last = -1;
        for (int place = 0; place < line.Length; place++)
        {
            if (_line[place] == Nowhere)
            {
                continue;
            }

            long from = 0;
            while (last >= 0 && (from = FirstNearer(_places[last], place)) <= _from[last])
            {
                last--;
            }

            // What is nearer only beyond the end is never used.
            if (last >= 0 && from >= line.Length)
            {
                continue;
            }

            last++;
            _places[last] = place;
            _from[last] = last == 0 ? 0 : from;
        }

        for (int i = line.Length - 1; i >= 0 && last >= 0; i--)
        {
            while (last > 0 && i < _from[last])
            {
                last--;
            }

            long offset = i - _places[last];
            line[i] = (int)Math.Min(Nowhere - 1, _line[_places[last]] + (offset * offset));
        }
    }

    /// <summary>The first position from which the later place is nearer than the earlier one.</summary>
    private long FirstNearer(int earlier, int later)
    {
        long numerator = ((long)later * later) - ((long)earlier * earlier) + _line[later] - _line[earlier];
        long denominator = 2L * (later - earlier);
        (long quotient, long remainder) = Math.DivRem(numerator, denominator);
        return quotient + (remainder < 0 ? 0 : 1);
    }
}
