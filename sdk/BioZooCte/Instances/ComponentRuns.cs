namespace BioZooCte.Instances;

/// <summary>
/// The pixels of a mask, or of labels, as runs along rows with the number of the component that each belongs
/// to. One pass over the pixels, and near to linear in the runs.
/// </summary>
internal sealed class ComponentRuns
{
    private readonly RunForest _runs;
    private readonly int[] _firstRun;

    private ComponentRuns(RunForest runs, int[] firstRun)
    {
        _runs = runs;
        _firstRun = firstRun;
        Components = runs.Number();
    }

    /// <summary>The number of components; they are numbered from 1 by their first pixels.</summary>
    public int Components { get; }

    /// <summary>The number of runs, which are in C order.</summary>
    public int Count => _runs.Count;

    /// <summary>
    /// Finds the components of equal values; the default of <typeparamref name="T"/> is background.
    /// </summary>
    /// <param name="values">The pixels, z, y, x in C order.</param>
    /// <param name="grid">Their lengths.</param>
    /// <param name="neighbours">What hangs together.</param>
    public static ComponentRuns Of<T>(ReadOnlySpan<T> values, GridSize grid, PixelNeighbours neighbours)
        where T : unmanaged, IEquatable<T> => Of(values, grid, neighbours, ofBackground: false);

    /// <summary>
    /// Finds the components of background, which is the default of <typeparamref name="T"/>.
    /// </summary>
    /// <param name="values">The pixels, z, y, x in C order.</param>
    /// <param name="grid">Their lengths.</param>
    /// <param name="neighbours">What hangs together.</param>
    public static ComponentRuns OfBackground<T>(
        ReadOnlySpan<T> values, GridSize grid, PixelNeighbours neighbours)
        where T : unmanaged, IEquatable<T> => Of(values, grid, neighbours, ofBackground: true);

    /// <summary>The first run of a row; that of the row behind the last is <see cref="Count"/>.</summary>
    public int FirstOf(int row) => _firstRun[row];

    /// <summary>Where a run starts in its row.</summary>
    public int StartOf(int run) => _runs.StartOf(run);

    /// <summary>Where a run ends in its row, itself not included.</summary>
    public int EndOf(int run) => _runs.EndOf(run);

    /// <summary>The number of a run's component.</summary>
    public int ComponentOf(int run) => _runs.NumberOf(run);

    private static ComponentRuns Of<T>(
        ReadOnlySpan<T> values, GridSize grid, PixelNeighbours neighbours, bool ofBackground)
        where T : unmanaged, IEquatable<T>
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, grid.Pixels, nameof(values));
        RunForest runs = new();
        int[] firstRun = new int[grid.Rows + 1];
        RowReach[] earlier = RowReach.Earlier(grid, neighbours);
        for (int row = 0; row < grid.Rows; row++)
        {
            firstRun[row] = runs.Count;
            FindRuns(values.Slice(row * grid.Width, grid.Width), runs, ofBackground);
            firstRun[row + 1] = runs.Count;
            foreach (RowReach other in earlier)
            {
                if (other.IsInside(row, grid))
                {
                    Join(values, grid.Width, runs, firstRun, row, row + other.Step, other.Reach);
                }
            }
        }

        return new ComponentRuns(runs, firstRun);
    }

    private static void FindRuns<T>(ReadOnlySpan<T> row, RunForest runs, bool ofBackground)
        where T : unmanaged, IEquatable<T>
    {
        T background = default;
        for (int start = 0; start < row.Length;)
        {
            T value = row[start];
            int end = start + 1;

            // Noise has short runs, where a search by vectors costs more than it saves.
            if (end < row.Length && row[end].Equals(value))
            {
                int length = row[end..].IndexOfAnyExcept(value);
                end = length < 0 ? row.Length : end + length;
            }

            if (value.Equals(background) == ofBackground)
            {
                runs.Add(start, end);
            }

            start = end;
        }
    }

    /// <summary>Joins the runs of a row to those of an earlier one that they touch.</summary>
    private static void Join<T>(
        ReadOnlySpan<T> values, int width, RunForest runs, int[] firstRun, int row, int other, int reach)
        where T : unmanaged, IEquatable<T>
    {
        int next = firstRun[other];
        int last = firstRun[other + 1];
        for (int run = firstRun[row]; run < firstRun[row + 1]; run++)
        {
            int start = runs.StartOf(run);
            int end = runs.EndOf(run);
            while (next < last && runs.EndOf(next) + reach <= start)
            {
                next++;
            }

            T value = values[(row * width) + start];
            for (int k = next; k < last && runs.StartOf(k) < end + reach; k++)
            {
                if (values[(other * width) + runs.StartOf(k)].Equals(value))
                {
                    runs.Join(run, k);
                }
            }
        }
    }
}
