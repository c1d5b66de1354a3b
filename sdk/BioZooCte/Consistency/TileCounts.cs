using BioZooCte.Instances;
using BioZooCte.Predictions;
using BioZooCte.Tensors;

namespace BioZooCte.Consistency;

/// <summary>The counts of one tile: for each pair those of the blocks that it touches, and of each class.</summary>
internal sealed class TileCounts
{
    private readonly BlockGrid _grid;
    private readonly int[] _rows;
    private readonly int[] _columns;
    private readonly int _firstRow;
    private readonly int _firstColumn;
    private readonly int _width;
    private readonly PairCounts[][] _blocks;
    private readonly PairCounts[][] _classes;

    /// <summary>Counts for a tile, all zero.</summary>
    /// <param name="grid">The image's blocks.</param>
    /// <param name="region">The tile's place in the output.</param>
    /// <param name="pairs">How many pairs there will be.</param>
    /// <param name="classes">How many classes are counted beside the foreground.</param>
    public TileCounts(BlockGrid grid, TensorRegion region, int pairs, int classes)
    {
        _grid = grid;
        int[] rows = grid.RowsOf(region);
        int[] columns = grid.ColumnsOf(region);
        _firstRow = rows.Length == 0 ? 0 : rows[0];
        _firstColumn = columns.Length == 0 ? 0 : columns[0];
        _rows = [.. rows.Select(r => r - _firstRow)];
        _columns = [.. columns.Select(c => c - _firstColumn)];
        _width = columns.Length == 0 ? 0 : _columns[^1] + 1;
        int height = rows.Length == 0 ? 0 : _rows[^1] + 1;
        _blocks = [.. Enumerable.Range(0, pairs).Select(_ => new PairCounts[_width * height])];
        _classes = [.. Enumerable.Range(0, pairs).Select(_ => new PairCounts[classes])];
    }

    /// <summary>Counts of a tile whose pairs were all kept.</summary>
    /// <exception cref="InvalidDataException">They are those of several tiles, or of another image.</exception>
    public TileCounts(BlockGrid grid, IReadOnlyList<TilePairCounts> pairs)
    {
        _grid = grid;
        TilePairCounts first = pairs[0];
        _rows = [];
        _columns = [];
        _firstRow = first.FirstRow;
        _firstColumn = first.FirstColumn;
        _width = first.Width;
        int height = _width <= 0 ? 0 : first.Blocks.Length / _width;
        if (_firstRow < 0 || _firstRow + height > grid.Rows || _firstColumn < 0 || _firstColumn + _width > grid.Columns)
        {
            throw new InvalidDataException("Counts that were kept are those of another image.");
        }

        _blocks = [.. pairs.Select(_ => new PairCounts[first.Blocks.Length])];
        _classes = [.. pairs.Select(_ => new PairCounts[first.Classes.Length])];
        for (int pair = 0; pair < pairs.Count; pair++)
        {
            Take(pair, pairs[pair]);
        }
    }

    /// <summary>Counts one pair.</summary>
    public void Count(
        int pair, ForegroundMaps unperturbed, ForegroundMaps perturbed, float threshold, PairMeasures measures)
    {
        BlockCounter.Count(
            unperturbed.Foreground, perturbed.Foreground, _rows, _columns, _width, threshold, measures, _blocks[pair]);
        for (int c = 0; c < unperturbed.Classes.Length; c++)
        {
            _classes[pair][c] = PairCounter.Count(
                unperturbed.Classes[c].AsSpan<float>(), perturbed.Classes[c].AsSpan<float>(), threshold, measures);
        }
    }

    /// <summary>Counts one pair's instances, where the tile is the whole output.</summary>
    /// <param name="pair">The pair.</param>
    /// <param name="unperturbed">Labels, z, y, x in C order.</param>
    /// <param name="perturbed">Likewise.</param>
    /// <param name="size">Their lengths.</param>
    /// <param name="measures">What is counted.</param>
    public void CountInstances(int pair, int[] unperturbed, int[] perturbed, GridSize size, PairMeasures measures) =>
        InstanceCounter.Count(unperturbed, perturbed, size, _rows, _columns, _width, measures, _blocks[pair]);

    /// <summary>The counts of a pair, to be kept.</summary>
    public TilePairCounts PairOf(int pair) =>
        new(_firstRow, _firstColumn, _width, [.. _blocks[pair]], [.. _classes[pair]]);

    /// <summary>Takes in the counts of a pair that were kept.</summary>
    /// <exception cref="InvalidDataException">They are those of another tile.</exception>
    public void Take(int pair, TilePairCounts kept)
    {
        if ((kept.FirstRow, kept.FirstColumn, kept.Width, kept.Blocks.Length, kept.Classes.Length)
            != (_firstRow, _firstColumn, _width, _blocks[pair].Length, _classes[pair].Length))
        {
            throw new InvalidDataException("Counts that were kept are those of another tile.");
        }

        kept.Blocks.CopyTo(_blocks[pair]);
        kept.Classes.CopyTo(_classes[pair]);
    }

    /// <summary>Adds the counts of a pair to those of the image.</summary>
    public void AddTo(int pair, Span<PairCounts> imageBlocks, Span<PairCounts> imageClasses)
    {
        for (int i = 0; i < _blocks[pair].Length; i++)
        {
            (int row, int column) = Math.DivRem(i, _width);
            imageBlocks[((row + _firstRow) * _grid.Columns) + column + _firstColumn] += _blocks[pair][i];
        }

        for (int c = 0; c < _classes[pair].Length; c++)
        {
            imageClasses[c] += _classes[pair][c];
        }
    }
}
