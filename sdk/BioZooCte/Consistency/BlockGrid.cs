using BioZooCte.Tensors;
using BioZooCte.Tiling;

namespace BioZooCte.Consistency;

/// <summary>
/// The blocks of 128 × 128 pixels that an image is divided into, so that its counts can be resampled. Planes and
/// slices share them: what lies above one another is no independent evidence.
/// </summary>
internal sealed class BlockGrid
{
    /// <summary>The length of a block's sides in pixels of the image.</summary>
    public const int Edge = 128;

    private readonly OutputGeometry _output;
    private readonly int _rowAxis;
    private readonly int _columnAxis;

    /// <summary>The blocks of an image, for counts of one output.</summary>
    public BlockGrid(TensorShape sample, OutputGeometry output)
    {
        _output = output;
        _rowAxis = Find(output, AxisIds.Y);
        _columnAxis = Find(output, AxisIds.X);
        Rows = BlocksOf(sample.SizeOf(AxisIds.Y));
        Columns = BlocksOf(sample.SizeOf(AxisIds.X));
    }

    /// <summary>The number of blocks along y.</summary>
    public int Rows { get; }

    /// <summary>The number of blocks along x.</summary>
    public int Columns { get; }

    /// <summary>For each row of a region of the output, the block row that it belongs to.</summary>
    public int[] RowsOf(TensorRegion region) => BlocksAlong(_rowAxis, region, Rows);

    /// <summary>For each column of a region of the output, the block column that it belongs to.</summary>
    public int[] ColumnsOf(TensorRegion region) => BlocksAlong(_columnAxis, region, Columns);

    private static int Find(OutputGeometry output, string axisId)
    {
        for (int i = 0; i < output.Axes.Length; i++)
        {
            if (output.Axes[i].Id == axisId)
            {
                return i;
            }
        }

        throw new ArgumentException($"The output has no axis '{axisId}'.", nameof(output));
    }

    private static int BlocksOf(int size) => Math.Max(1, (size + Edge - 1) / Edge);

    private int[] BlocksAlong(int axis, TensorRegion region, int count)
    {
        int[] blocks = new int[region[axis].Length];
        for (int i = 0; i < blocks.Length; i++)
        {
            blocks[i] = Math.Min(count - 1, _output.Axes[axis].PositionOf(region[axis].Start + i) / Edge);
        }

        return blocks;
    }
}
