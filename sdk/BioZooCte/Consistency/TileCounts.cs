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
