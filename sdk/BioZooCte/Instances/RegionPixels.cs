namespace BioZooCte.Instances;

/// <summary>
/// The pixels of each component, one component after another, so that each can be worked on by itself.
/// </summary>
internal sealed class RegionPixels
{
    private readonly ComponentRuns _runs;
    private readonly int _width;
    private readonly int[] _order;
    private readonly int[] _rows;
    private readonly int[] _first;

    /// <summary>The pixels of components in a grid.</summary>
    public RegionPixels(ComponentRuns runs, GridSize grid)
    {
        _runs = runs;
        _width = grid.Width;
        _order = new int[runs.Count];
        _rows = new int[runs.Count];
        _first = new int[runs.Components + 2];
        for (int run = 0; run < runs.Count; run++)
        {
            _first[runs.ComponentOf(run) + 1]++;
        }

        for (int component = 1; component < _first.Length; component++)
        {
            _first[component] += _first[component - 1];
        }

        int[] next = [.. _first];
        for (int row = 0; row < grid.Rows; row++)
        {
            for (int run = runs.FirstOf(row); run < runs.FirstOf(row + 1); run++)
            {
                int place = next[runs.ComponentOf(run)]++;
                _order[place] = run;
                _rows[place] = row;
            }
        }
    }

    /// <summary>Which runs are a component's, in C order; components are numbered from 1.</summary>
    public Range RunsOf(int component) => _first[component].._first[component + 1];

    /// <summary>The row of a run.</summary>
    public int RowOf(int run) => _rows[run];

    /// <summary>Where a run starts in its row.</summary>
    public int StartOf(int run) => _runs.StartOf(_order[run]);

    /// <summary>Where a run ends in its row, itself not included.</summary>
    public int EndOf(int run) => _runs.EndOf(_order[run]);

    /// <summary>The number of a run's pixels.</summary>
    public int LengthOf(int run) => EndOf(run) - StartOf(run);

    /// <summary>The number of the pixels of some runs.</summary>
    public int PixelsOf(Range runs)
    {
        int pixels = 0;
        for (int run = runs.Start.Value; run < runs.End.Value; run++)
        {
            pixels += LengthOf(run);
        }

        return pixels;
    }

    /// <summary>The first pixel of a run.</summary>
    public int PixelOf(int run) => (_rows[run] * _width) + StartOf(run);

    /// <summary>Puts a component's pixels into a list, in C order, in place of what it holds.</summary>
    /// <param name="component">Its number, from 1.</param>
    /// <param name="pixels">The list.</param>
    public void CopyTo(int component, List<int> pixels)
    {
        pixels.Clear();
        for (int place = _first[component]; place < _first[component + 1]; place++)
        {
            int row = _rows[place] * _width;
            for (int x = _runs.StartOf(_order[place]); x < _runs.EndOf(_order[place]); x++)
            {
                pixels.Add(row + x);
            }
        }
    }
}
