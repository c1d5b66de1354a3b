using BioZooCte.Models.Processing;
using BioZooCte.Predictions;
using BioZooCte.Segmentation;
using BioZooCte.Tensors;
using BioZooCte.Tiling;

namespace BioZooCte.Features;

/// <summary>
/// Reads what a model itself predicts at single positions. An output of another scale is read at the element that
/// covers the position.
/// </summary>
/// <param name="modelId">The model's identifier.</param>
/// <param name="processing">The output's steps.</param>
/// <param name="output">How the output lies over the input.</param>
/// <param name="rule">What counts as foreground in it; settled.</param>
internal sealed class SourceReader(
    string modelId, TensorProcessing processing, OutputGeometry output, ForegroundRule rule)
{
    private static readonly string[] MapAxes = [AxisIds.Time, AxisIds.Z, AxisIds.Y, AxisIds.X];

    private readonly ForegroundExtractor _extractor = new(modelId, rule);

    /// <summary>
    /// The number of a model's own classes: background and foreground, or background and each of several classes.
    /// </summary>
    public static int ColumnsOf(ForegroundRule rule) => 1 + Math.Max(1, rule.Classes.Length);

    /// <summary>The tile in whose part of the output a position is read.</summary>
    /// <param name="position">The position in the sample, one number for each of the input's axes.</param>
    /// <param name="grid">The tiles.</param>
    public int OwnerOf(ReadOnlySpan<int> position, TileGrid grid)
    {
        Span<int> owned = stackalloc int[position.Length];
        position.CopyTo(owned);
        TensorShape whole = output.ShapeOf(grid);
        for (int i = 0; i < output.Axes.Length; i++)
        {
            if (output.Axes[i].InputAxis is int axis and >= 0)
            {
                int element = ElementAt(output, i, position, whole);
                owned[axis] = Math.Min(output.Axes[i].PositionOf(element), grid.Sample[axis].Size - 1);
            }
        }

        return grid.OwnerOf(owned);
    }

    /// <summary>Reads rows out of a tile's part of the output.</summary>
    /// <param name="tile">The part, as the network gave it.</param>
    /// <param name="statistics">The sample's statistics.</param>
    /// <param name="rows">The rows, with their positions in the sample.</param>
    public void Read(
        TileOutput tile, ProcessingStatistics statistics, IEnumerable<(int[] Position, SourceRow Row)> rows)
    {
        (int[] Position, SourceRow Row)[] wanted = [.. rows];
        if (wanted.Length == 0)
        {
            return;
        }

        ForegroundMaps maps = ForegroundMaps.Of(tile, processing, statistics, _extractor);
        foreach ((int[] position, SourceRow row) in wanted)
        {
            Fill(maps, output, position, row.Values.Span);
        }
    }

    /// <summary>Reads rows out of the whole output of a sample, processed.</summary>
    public async Task ReadAsync(
        ITensorSource whole,
        IEnumerable<(int[] Position, SourceRow Row)> rows,
        CancellationToken cancellationToken)
    {
        OutputGeometry processed = output.Processed;
        foreach ((int[] position, SourceRow row) in rows)
        {
            TensorRegion element = new(whole.Shape, whole.Shape.Select((axis, i) => processed.Axes[i].InputAxis < 0
                ? new AxisRange(0, axis.Size)
                : new AxisRange(ElementAt(processed, i, position, whole.Shape), 1)));
            AxisTensor tensor = await whole.ReadAsync(element, cancellationToken).ConfigureAwait(false);
            Fill(ForegroundMaps.Of(tensor, element, _extractor), processed, position, row.Values.Span);
        }
    }

    private static int ElementAt(OutputGeometry geometry, int axis, ReadOnlySpan<int> position, TensorShape whole) =>
        Math.Min(geometry.Axes[axis].ElementAt(position[geometry.Axes[axis].InputAxis]), whole[axis].Size - 1);

    private static void Fill(ForegroundMaps maps, OutputGeometry geometry, int[] position, Span<double> row)
    {
        int index = 0;
        foreach (string id in MapAxes)
        {
            int axis = maps.Region.Whole.IndexOf(id);
            if (axis < 0)
            {
                continue;
            }

            int element = geometry.Axes[axis].InputAxis < 0
                ? 0
                : ElementAt(geometry, axis, position, maps.Region.Whole) - maps.Region[axis].Start;
            index = (index * maps.Region[axis].Length) + Math.Clamp(element, 0, maps.Region[axis].Length - 1);
        }

        row[0] = 1 - maps.Foreground.AsSpan<float>()[index];
        for (int i = 1; i < row.Length; i++)
        {
            AxisTensor map = maps.Classes.IsEmpty ? maps.Foreground : maps.Classes[i - 1];
            row[i] = map.AsSpan<float>()[index];
        }
    }
}
