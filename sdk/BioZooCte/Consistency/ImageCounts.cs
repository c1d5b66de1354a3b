using System.Collections.Immutable;

namespace BioZooCte.Consistency;

/// <summary>
/// The counts of one image, gathered from its tiles. Sums are taken in the tiles' order, whatever the order in which
/// they come, so that the number of threads changes no bit. Used by many threads.
/// </summary>
internal sealed class ImageCounts
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, TileCounts> _waiting = [];
    private readonly PairCounts[][] _blocks;
    private readonly PairCounts[][] _classes;
    private int _next;

    /// <summary>Counts of an image, all zero.</summary>
    /// <param name="grid">Its blocks.</param>
    /// <param name="pairs">The number of pairs.</param>
    /// <param name="classes">The number of classes counted beside the foreground.</param>
    public ImageCounts(BlockGrid grid, int pairs, int classes)
    {
        Grid = grid;
        _blocks = [.. Enumerable.Range(0, pairs).Select(_ => new PairCounts[grid.Rows * grid.Columns])];
        _classes = [.. Enumerable.Range(0, pairs).Select(_ => new PairCounts[classes])];
    }

    /// <summary>The image's blocks.</summary>
    public BlockGrid Grid { get; }

    /// <summary>Is shown the unperturbed foreground; null for nobody.</summary>
    public IForegroundReader? Reader { get; init; }

    /// <summary>Counts of pairs of tiles that were kept, by (tile's place, pair); they are not counted again.</summary>
    public IReadOnlyDictionary<(int Order, int Pair), TilePairCounts> Kept { get; init; } =
        ImmutableDictionary<(int, int), TilePairCounts>.Empty;

    /// <summary>Is given each pair of a tile when it is counted; null for nobody.</summary>
    public Action<int, int, TilePairCounts>? OnPairCounted { get; init; }

    /// <summary>How many tiles were added up.</summary>
    public int TilesDone
    {
        get
        {
            lock (_lock)
            {
                return _next;
            }
        }
    }

    /// <summary>Takes in a tile's counts.</summary>
    /// <param name="order">The tile's place among those of the image.</param>
    /// <param name="counts">Its counts.</param>
    public void Add(int order, TileCounts counts)
    {
        lock (_lock)
        {
            _waiting.Add(order, counts);
            while (_waiting.Remove(_next, out TileCounts? ready))
            {
                for (int pair = 0; pair < _blocks.Length; pair++)
                {
                    ready.AddTo(pair, _blocks[pair], _classes[pair]);
                }

                _next++;
            }
        }
    }

    /// <summary>Takes in a tile all of whose pairs were kept; false where one was not.</summary>
    /// <exception cref="InvalidDataException">What was kept is of another image.</exception>
    public bool TryAddKept(int order)
    {
        if (Kept.Count == 0)
        {
            return false;
        }

        List<TilePairCounts> pairs = [];
        for (int pair = 0; pair < _blocks.Length && Kept.TryGetValue((order, pair), out TilePairCounts? kept); pair++)
        {
            pairs.Add(kept);
        }

        if (pairs.Count < _blocks.Length)
        {
            return false;
        }

        Add(order, new TileCounts(Grid, pairs));
        return true;
    }

    /// <summary>The sums of a pair over the blocks, in C order.</summary>
    public ImmutableArray<PairCounts> Blocks(int pair) => [.. _blocks[pair]];

    /// <summary>The sums of a pair over the image for each class.</summary>
    public ImmutableArray<PairCounts> Classes(int pair) => [.. _classes[pair]];
}
