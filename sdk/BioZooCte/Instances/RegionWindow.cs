namespace BioZooCte.Instances;

/// <summary>
/// The box around a connected place with a rim of one pixel, so that all neighbours of the place's pixels
/// are in it; its pixels are called cells, and are numbered in C order. A plane has no rim along z. The
/// neighbours of the rim are cells as well, maybe on the rim's other side: they are never of the place.
/// </summary>
internal readonly struct RegionWindow
{
    private readonly int _gridHeight;
    private readonly int _gridWidth;
    private readonly int _first;
    private readonly int _furthest;
    private readonly GridSize _box;

    /// <summary>The box around a component of a grid.</summary>
    /// <param name="regions">The pixels of all components.</param>
    /// <param name="component">Its number, from 1.</param>
    /// <param name="grid">The lengths of the whole.</param>
    public RegionWindow(RegionPixels regions, int component, GridSize grid)
    {
        (int top, int bottom) = (int.MaxValue, 0);
        (int left, int right) = (int.MaxValue, 0);
        Range runs = regions.RunsOf(component);
        for (int run = runs.Start.Value; run < runs.End.Value; run++)
        {
            int y = regions.RowOf(run) % grid.Height;
            top = Math.Min(top, y);
            bottom = Math.Max(bottom, y);
            left = Math.Min(left, regions.StartOf(run));
            right = Math.Max(right, regions.EndOf(run));
        }

        // Runs are in C order.
        int front = regions.RowOf(runs.Start.Value) / grid.Height;
        int back = regions.RowOf(runs.End.Value - 1) / grid.Height;
        int rim = grid.Depth > 1 ? 1 : 0;
        _gridHeight = grid.Height;
        _gridWidth = grid.Width;
        _box = new GridSize(back - front + 1 + (2 * rim), bottom - top + 3, right - left + 2);
        _furthest = (((rim * _box.Height) + 1) * _box.Width) + 1;
        _first = ((((front - rim) * _box.Height) + top - 1) * _box.Width) + left - 1 - _furthest;
    }

    /// <summary>The number of cells.</summary>
    public int Cells => checked(_box.Pixels + (2 * _furthest));

    /// <summary>The number of the cell that is a pixel of the grid.</summary>
    public int CellOf(int pixel)
    {
        (int row, int x) = Math.DivRem(pixel, _gridWidth);
        return CellOf(row, x);
    }

    /// <summary>The same of the pixel at a place of a row.</summary>
    public int CellOf(int row, int x)
    {
        if (row < _gridHeight)
        {
            return (row * _box.Width) + x - _first;
        }

        (int z, int y) = Math.DivRem(row, _gridHeight);
        return (((z * _box.Height) + y) * _box.Width) + x - _first;
    }

    /// <summary>Adds how many cells further each neighbour is, in C order.</summary>
    public void AddSteps(RowReach[] around, List<int> steps)
    {
        foreach (RowReach row in around)
        {
            for (int x = -row.Reach; x <= row.Reach; x++)
            {
                int step = (((row.Z * _box.Height) + row.Y) * _box.Width) + x;
                if (step != 0)
                {
                    steps.Add(step);
                }
            }
        }
    }
}
