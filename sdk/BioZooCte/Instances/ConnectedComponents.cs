namespace BioZooCte.Instances;

/// <summary>
/// Pixels that hang together, numbered from 1 in the order of their first pixels. One pass over the pixels in
/// runs, and near to linear in the runs; planes and volumes.
/// </summary>
internal static class ConnectedComponents
{
    /// <summary>Numbers the components of a mask.</summary>
    /// <param name="mask">The pixels, z, y, x in C order.</param>
    /// <param name="grid">Its lengths.</param>
    /// <param name="neighbours">What hangs together.</param>
    /// <param name="labels">Receives the number of each pixel's component, 0 outside the mask.</param>
    /// <returns>The number of components.</returns>
    public static int Label(
        ReadOnlySpan<bool> mask, GridSize grid, PixelNeighbours neighbours, Span<int> labels) =>
        LabelValues(mask, grid, neighbours, labels);

    /// <summary>
    /// Numbers the components of equal labels: a label in two places makes two. 0 is background.
    /// </summary>
    /// <param name="values">The labels, z, y, x in C order.</param>
    /// <param name="grid">Their lengths.</param>
    /// <param name="neighbours">What hangs together.</param>
    /// <param name="labels">Receives the numbers; not the memory of <paramref name="values"/>.</param>
    /// <returns>The number of components.</returns>
    public static int LabelEqual(
        ReadOnlySpan<int> values, GridSize grid, PixelNeighbours neighbours, Span<int> labels) =>
        LabelValues(values, grid, neighbours, labels);

    private static int LabelValues<T>(
        ReadOnlySpan<T> values, GridSize grid, PixelNeighbours neighbours, Span<int> labels)
        where T : unmanaged, IEquatable<T>
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, grid.Pixels, nameof(values));
        ArgumentOutOfRangeException.ThrowIfNotEqual(labels.Length, grid.Pixels, nameof(labels));
        RunForest forest = new();
        int[] firstRun = new int[grid.Rows + 1];
        RowReach[] earlier = EarlierRows(grid, neighbours);
        for (int row = 0; row < grid.Rows; row++)
        {
            firstRun[row] = forest.Count;
            FindRuns(values.Slice(row * grid.Width, grid.Width), forest);
            firstRun[row + 1] = forest.Count;
            foreach (RowReach other in earlier)
            {
                if (other.IsInside(row, grid))
                {
                    Join(values, grid.Width, forest, firstRun, row, row + other.Step, other.Reach);
                }
            }
        }

        int components = forest.Number();
        labels.Clear();
        for (int row = 0; row < grid.Rows; row++)
        {
            Span<int> line = labels.Slice(row * grid.Width, grid.Width);
            for (int run = firstRun[row]; run < firstRun[row + 1]; run++)
            {
                line[forest.StartOf(run)..forest.EndOf(run)].Fill(forest.NumberOf(run));
            }
        }

        return components;
    }

    private static void FindRuns<T>(ReadOnlySpan<T> row, RunForest forest)
        where T : unmanaged, IEquatable<T>
    {
        T background = default;
        for (int start = 0; start < row.Length;)
        {
            if (row[start].Equals(background))
            {
                int skipped = row[start..].IndexOfAnyExcept(background);
                if (skipped < 0)
                {
                    return;
                }

                start += skipped;
            }

            int length = row[start..].IndexOfAnyExcept(row[start]);
            int end = length < 0 ? row.Length : start + length;
            forest.Add(start, end);
            start = end;
        }
    }

    /// <summary>Joins the runs of a row to those of an earlier one that they touch.</summary>
    private static void Join<T>(
        ReadOnlySpan<T> values, int width, RunForest forest, int[] firstRun, int row, int other, int reach)
        where T : unmanaged, IEquatable<T>
    {
        int next = firstRun[other];
        int last = firstRun[other + 1];
        for (int run = firstRun[row]; run < firstRun[row + 1]; run++)
        {
            int start = forest.StartOf(run);
            int end = forest.EndOf(run);
            while (next < last && forest.EndOf(next) + reach <= start)
            {
                next++;
            }

            T value = values[(row * width) + start];
            for (int k = next; k < last && forest.StartOf(k) < end + reach; k++)
            {
                if (values[(other * width) + forest.StartOf(k)].Equals(value))
                {
                    forest.Join(run, k);
                }
            }
        }
    }

    private static RowReach[] EarlierRows(GridSize grid, PixelNeighbours neighbours)
    {
        int diagonal = neighbours >= PixelNeighbours.Edges ? 1 : 0;
        List<RowReach> rows = [new(-1, 0, diagonal, -1)];
        if (grid.Depth > 1)
        {
            rows.Add(new RowReach(0, -1, diagonal, -grid.Height));
            if (diagonal == 1)
            {
                int corner = neighbours == PixelNeighbours.Corners ? 1 : 0;
                rows.Add(new RowReach(-1, -1, corner, -grid.Height - 1));
                rows.Add(new RowReach(1, -1, corner, -grid.Height + 1));
            }
        }

        return [.. rows];
    }

    /// <summary>A row that comes before another and touches it.</summary>
    /// <param name="Y">Where it is along y, from the other.</param>
    /// <param name="Z">Where it is along z.</param>
    /// <param name="Reach">How far beyond a run's ends it is still touched.</param>
    /// <param name="Step">How many rows further it is.</param>
    private readonly record struct RowReach(int Y, int Z, int Reach, int Step)
    {
        public bool IsInside(int row, GridSize grid)
        {
            (int z, int y) = Math.DivRem(row, grid.Height);
            return z + Z >= 0 && y + Y >= 0 && y + Y < grid.Height;
        }
    }
}
