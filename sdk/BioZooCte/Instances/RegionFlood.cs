using System.Numerics;
using System.Runtime.InteropServices;

namespace BioZooCte.Instances;

/// <summary>
/// Floods connected places from the seeds around them, one after another, each in a box of its own: what is
/// looked at again and again is near to each other in memory.
/// </summary>
/// <typeparam name="T">The relief's values.</typeparam>
/// <param name="grid">The lengths of relief and labels.</param>
/// <param name="neighbours">Whereto labels grow.</param>
internal sealed class RegionFlood<T>(GridSize grid, PixelNeighbours neighbours)
    where T : unmanaged, INumber<T>
{
    /// <summary>A cell that is outside, as all are between one place and the next.</summary>
    private const int Outside = 0;

    /// <summary>A cell that is to be reached.</summary>
    private const int Unreached = -1;

    private readonly RowReach[] _around = RowReach.Around(grid, neighbours);
    private readonly LevelRanks<T> _ranks = new();
    private readonly LevelQueue _queue = new();
    private readonly List<int> _seeds = [];
    private readonly List<int> _steps = [];
    private int[] _cells = [];
    private int[] _levels = [];
    private T[] _heights = [];
    private int[] _numbers = [];

    /// <summary>
    /// Gives the pixels of a place the labels that reach them; without seeds they stay as they are.
    /// </summary>
    /// <param name="relief">The heights.</param>
    /// <param name="regions">The pixels of all places.</param>
    /// <param name="region">The place's number, from 1.</param>
    /// <param name="labels">
    /// Above 0 the seeds, 0 in all places that were not flooded, below 0 outside.
    /// </param>
    /// <exception cref="ArgumentException">A height is not a number.</exception>
    public void Flood(ReadOnlySpan<T> relief, RegionPixels regions, int region, Span<int> labels)
    {
        RegionWindow window = new(regions, region, grid);
        Range runs = regions.RunsOf(region);
        Growth.Ensure(ref _cells, window.Cells);
        _seeds.Clear();
        for (int run = runs.Start.Value; run < runs.End.Value; run++)
        {
            FindSeeds(regions, run, window, labels);
        }

        if (_seeds.Count == 0)
        {
            return;
        }

        if (IsOneLabel(labels))
        {
            Fill(relief, regions, runs, window, labels);
            return;
        }

        _seeds.Sort();
        int count = Open(relief, regions, runs, window);
        Growth.Ensure(ref _levels, window.Cells);
        int levels = _ranks.Rank(_heights.AsSpan(0, count), _numbers.AsSpan(0, count), _levels);
        _queue.Start(window.Cells, levels);
        foreach (int cell in _numbers.AsSpan(0, _seeds.Count))
        {
            _queue.Push(cell, _levels[cell]);
        }

        _steps.Clear();
        window.AddSteps(_around, _steps);
        Grow(CollectionsMarshal.AsSpan(_steps));
        Finish(regions, runs, window, labels);
    }

    /// <summary>Notes the pixels above 0 that touch a run, each once for a place, and their labels.</summary>
    private void FindSeeds(RegionPixels regions, int run, RegionWindow window, ReadOnlySpan<int> labels)
    {
        int row = regions.RowOf(run);
        int first = regions.StartOf(run);
        int last = regions.EndOf(run);
        foreach (RowReach other in _around)
        {
            if (!other.IsInside(row, grid))
            {
                continue;
            }

            int start = Math.Max(0, first - other.Reach);
            int end = Math.Min(grid.Width, last + other.Reach);
            int pixel = ((row + other.Step) * grid.Width) + start;
            int cell = window.CellOf(row + other.Step, start);
            ReadOnlySpan<int> beside = labels.Slice(pixel, end - start);
            int skipped = beside.IndexOfAnyInRange(1, int.MaxValue);
            if (skipped < 0)
            {
                continue;
            }

            pixel += skipped;
            cell += skipped;
            foreach (int label in beside[skipped..])
            {
                if (label > 0 && _cells[cell] == Outside)
                {
                    _cells[cell] = label;
                    _seeds.Add(pixel);
                }

                pixel++;
                cell++;
            }
        }
    }

    /// <summary>Whether all seeds of a place have the same label, as most objects that touch no other do.</summary>
    private bool IsOneLabel(ReadOnlySpan<int> labels)
    {
        foreach (int seed in CollectionsMarshal.AsSpan(_seeds))
        {
            if (labels[seed] != labels[_seeds[0]])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Gives all pixels of a place its only label: whatever the order, no other reaches them.</summary>
    private void Fill(
        ReadOnlySpan<T> relief, RegionPixels regions, Range runs, RegionWindow window, Span<int> labels)
    {
        int label = labels[_seeds[0]];
        foreach (int seed in CollectionsMarshal.AsSpan(_seeds))
        {
            Check(relief, seed, 1);
            _cells[window.CellOf(seed)] = Outside;
        }

        for (int run = runs.Start.Value; run < runs.End.Value; run++)
        {
            int pixel = regions.PixelOf(run);
            int length = regions.LengthOf(run);
            Check(relief, pixel, length);
            labels.Slice(pixel, length).Fill(label);
        }
    }

    /// <summary>
    /// Opens the place's cells, and puts side by side heights and cells, of the seeds and then of the place.
    /// </summary>
    /// <returns>How many they are.</returns>
    private int Open(ReadOnlySpan<T> relief, RegionPixels regions, Range runs, RegionWindow window)
    {
        int count = _seeds.Count + regions.PixelsOf(runs);
        Growth.Ensure(ref _heights, count);
        Growth.Ensure(ref _numbers, count);
        int next = 0;
        foreach (int seed in _seeds)
        {
            Check(relief, seed, 1);
            _heights[next] = relief[seed];
            _numbers[next++] = window.CellOf(seed);
        }

        for (int run = runs.Start.Value; run < runs.End.Value; run++)
        {
            int pixel = regions.PixelOf(run);
            Span<int> cells = CellsOf(regions, run, window, out int cell);
            Check(relief, pixel, cells.Length);
            relief.Slice(pixel, cells.Length).CopyTo(_heights.AsSpan(next));
            cells.Fill(Unreached);
            foreach (ref int number in _numbers.AsSpan(next, cells.Length))
            {
                number = cell++;
            }

            next += cells.Length;
        }

        return next;
    }

    private static void Check(ReadOnlySpan<T> relief, int pixel, int length)
    {
        foreach (T height in relief.Slice(pixel, length))
        {
            if (T.IsNaN(height))
            {
                throw new ArgumentException(
                    $"The relief's pixel {pixel} is not a number (NaN); expected numbers.");
            }

            pixel++;
        }
    }

    private void Grow(ReadOnlySpan<int> steps)
    {
        int[] cells = _cells;
        while (_queue.TryPop(out int cell))
        {
            int label = cells[cell];
            foreach (int step in steps)
            {
                int neighbour = cell + step;
                if (cells[neighbour] == Unreached)
                {
                    cells[neighbour] = label;
                    if (HasUnreachedNeighbour(cells, neighbour, steps))
                    {
                        _queue.Push(neighbour, _levels[neighbour]);
                    }
                }
            }
        }
    }

    /// <summary>One without has nothing to give, and need not wait for its turn.</summary>
    private static bool HasUnreachedNeighbour(int[] cells, int cell, ReadOnlySpan<int> steps)
    {
        foreach (int step in steps)
        {
            if (cells[cell + step] == Unreached)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Writes the labels of the place; its cells and seeds are outside of the next one.</summary>
    private void Finish(RegionPixels regions, Range runs, RegionWindow window, Span<int> labels)
    {
        for (int run = runs.Start.Value; run < runs.End.Value; run++)
        {
            Span<int> cells = CellsOf(regions, run, window, out _);
            cells.CopyTo(labels[regions.PixelOf(run)..]);
            cells.Clear();
        }

        foreach (int cell in _numbers.AsSpan(0, _seeds.Count))
        {
            _cells[cell] = Outside;
        }
    }

    private Span<int> CellsOf(RegionPixels regions, int run, RegionWindow window, out int first)
    {
        first = window.CellOf(regions.RowOf(run), regions.StartOf(run));
        return _cells.AsSpan(first, regions.LengthOf(run));
    }
}
