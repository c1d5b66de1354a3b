using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace BioZooCte.Instances;

/// <summary>
/// Counts the pixels of one row by their pair of labels, run by run, eight at a time. With neighbours, only
/// those whose neighbours all have their label in the first image: the pixels off the band along every change
/// of label.
/// </summary>
internal readonly ref struct LabelPairRuns
{
    private const int Lanes = 8;
    private const uint AllLanes = (1u << Lanes) - 1;

    private readonly ReadOnlySpan<int> _first;
    private readonly ReadOnlySpan<int> _second;
    private readonly ReadOnlySpan<int> _above;
    private readonly ReadOnlySpan<int> _below;
    private readonly ReadOnlySpan<int> _before;
    private readonly ReadOnlySpan<int> _behind;
    private readonly bool _hasBand;

    /// <summary>The row as it is.</summary>
    public LabelPairRuns(ReadOnlySpan<int> first, ReadOnlySpan<int> second)
    {
        _first = first;
        _second = second;
    }

    /// <summary>The row without the band; rows beyond the frame make none.</summary>
    /// <param name="first">All labels of the first image, z, y, x in C order.</param>
    /// <param name="second">All labels of the second.</param>
    /// <param name="grid">Their lengths.</param>
    /// <param name="row">The row, z and y in C order.</param>
    public LabelPairRuns(ReadOnlySpan<int> first, ReadOnlySpan<int> second, GridSize grid, int row)
        : this(
            first.Slice(row * grid.Width, grid.Width), second.Slice(row * grid.Width, grid.Width))
    {
        int y = row % grid.Height;

        // A row that is not there is as good as one that is equal.
        _above = RowAt(first, grid, y > 0 ? row - 1 : row);
        _below = RowAt(first, grid, y < grid.Height - 1 ? row + 1 : row);
        _before = RowAt(first, grid, row >= grid.Height ? row - grid.Height : row);
        _behind = RowAt(first, grid, row + grid.Height < grid.Rows ? row + grid.Height : row);
        _hasBand = true;
    }

    /// <summary>Adds the row to a tally.</summary>
    /// <param name="tally">The tally.</param>
    /// <param name="withBackground">Whether pixels that have no label in either image count.</param>
    public void AddTo(OverlapTally tally, bool withBackground) => AddTo(tally, withBackground, 0, _first.Length);

    /// <summary>Adds the pixels of the row from one place to before another.</summary>
    /// <inheritdoc cref="AddTo(OverlapTally, bool)"/>
    public void AddTo(OverlapTally tally, bool withBackground, int from, int to)
    {
        for (int start = from; start < to;)
        {
            int first = _first[start];
            int second = _second[start];
            int end = start;
            long pixels = withBackground || (first | second) != 0 ? CountRun(ref end, to) : SkipRun(ref end, to);
            tally.Add(first, second, pixels);
            start = end;
        }
    }

    private static ReadOnlySpan<int> RowAt(ReadOnlySpan<int> labels, GridSize grid, int row) =>
        labels.Slice(row * grid.Width, grid.Width);

    private static Vector256<int> Load(ReadOnlySpan<int> row, int at) =>
        Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(row), (nuint)at);

    /// <summary>Goes to the end of the run that starts at a place, before a limit; counts nothing.</summary>
    private long SkipRun(ref int place, int limit)
    {
        int first = _first[place];
        int second = _second[place];
        while (place + Lanes <= limit)
        {
            uint equal = EqualAt(place, first, second).ExtractMostSignificantBits();
            if (equal != AllLanes)
            {
                place += BitOperations.TrailingZeroCount(~equal);
                return 0;
            }

            place += Lanes;
        }

        while (place < limit && _first[place] == first && _second[place] == second)
        {
            place++;
        }

        return 0;
    }

    /// <summary>
    /// Goes to the end of the run that starts at a place, before a limit; counts its pixels, off the band if there is
    /// one.
    /// </summary>
    private long CountRun(ref int place, int limit)
    {
        int first = _first[place];
        int second = _second[place];
        long pixels = 0;
        while (place < limit && _first[place] == first && _second[place] == second)
        {
            // The neighbours to the left and right of eight pixels have to be in the row.
            if (place == 0 || place + Lanes >= _first.Length)
            {
                pixels += IsCounted(place, first) ? 1 : 0;
                place++;
                continue;
            }

            Vector256<int> equal = EqualAt(place, first, second);
            uint run = equal.ExtractMostSignificantBits();
            int length = Math.Min(BitOperations.TrailingZeroCount(~run | (1u << Lanes)), limit - place);
            uint counted = _hasBand ? (equal & InsideAt(place, first)).ExtractMostSignificantBits() : run;
            pixels += BitOperations.PopCount(counted & ((1u << length) - 1));
            place += length;
        }

        return pixels;
    }

    private Vector256<int> EqualAt(int place, int first, int second) =>
        Vector256.Equals(Load(_first, place), Vector256.Create(first))
        & Vector256.Equals(Load(_second, place), Vector256.Create(second));

    private Vector256<int> InsideAt(int place, int label)
    {
        Vector256<int> labels = Vector256.Create(label);
        return Vector256.Equals(Load(_first, place - 1), labels)
            & Vector256.Equals(Load(_first, place + 1), labels)
            & Vector256.Equals(Load(_above, place), labels)
            & Vector256.Equals(Load(_below, place), labels)
            & Vector256.Equals(Load(_before, place), labels)
            & Vector256.Equals(Load(_behind, place), labels);
    }

    private bool IsCounted(int place, int label) => !_hasBand
        || ((place == 0 || _first[place - 1] == label)
            && (place == _first.Length - 1 || _first[place + 1] == label)
            && _above[place] == label && _below[place] == label
            && _before[place] == label && _behind[place] == label);
}
