namespace BioZooCte.Instances;

/// <summary>
/// Runs of pixels along rows, and which of them belong together: a union–find whose roots are the first runs
/// of their sets. Near to linear in the number of runs (Tarjan 1975, doi:10.1145/321879.321884).
/// </summary>
internal sealed class RunForest
{
    private int[] _starts = new int[1024];
    private int[] _ends = new int[1024];
    private int[] _parents = new int[1024];

    /// <summary>The number of runs.</summary>
    public int Count { get; private set; }

    /// <summary>Where a run starts in its row.</summary>
    public int StartOf(int run) => _starts[run];

    /// <summary>Where a run ends in its row, itself not included.</summary>
    public int EndOf(int run) => _ends[run];

    /// <summary>Adds a run, a set of its own.</summary>
    public void Add(int start, int end)
    {
        if (Count == _starts.Length)
        {
            int length = (int)Math.Min(Array.MaxLength, 2L * Count);
            Array.Resize(ref _starts, length);
            Array.Resize(ref _ends, length);
            Array.Resize(ref _parents, length);
        }

        _starts[Count] = start;
        _ends[Count] = end;
        _parents[Count] = Count;
        Count++;
    }

    /// <summary>Joins the sets of two runs.</summary>
    public void Join(int first, int second)
    {
        int a = RootOf(first);
        int b = RootOf(second);
        if (a < b)
        {
            _parents[b] = a;
        }
        else
        {
            _parents[a] = b;
        }
    }

    /// <summary>
    /// Numbers the sets from 1, in the order of their first runs, and returns how many they are; the forest
    /// is used up, <see cref="NumberOf"/> tells the numbers.
    /// </summary>
    public int Number()
    {
        // A run's parent comes before it, so it has its number already.
        int sets = 0;
        for (int run = 0; run < Count; run++)
        {
            _parents[run] = _parents[run] == run ? -++sets : _parents[_parents[run]];
        }

        return sets;
    }

    /// <summary>The number of a run's set, once they are numbered.</summary>
    public int NumberOf(int run) => -_parents[run];

    private int RootOf(int run)
    {
        while (_parents[run] != run)
        {
            _parents[run] = _parents[_parents[run]];
            run = _parents[run];
        }

        return run;
    }
}
