using BioZooCte.Tensors;

namespace BioZooCte.Features;

/// <summary>The lengths of a case, by which its voxels are numbered in C order of t, z, y, x.</summary>
internal readonly record struct CaseExtent(int Frames, int Slices, int Rows, int Columns)
{
    /// <summary>The lengths of an image.</summary>
    public static CaseExtent Of(TensorShape image) => new(
        image.SizeOf(AxisIds.Time), image.SizeOf(AxisIds.Z), image.SizeOf(AxisIds.Y), image.SizeOf(AxisIds.X));

    /// <summary>The number of a voxel.</summary>
    public long PixelAt(int frame, int slice, int row, int column) =>
        (((((long)frame * Slices) + slice) * Rows) + row) * Columns + column;

    /// <summary>The voxel of a number.</summary>
    public CasePosition PositionOf(long pixel)
    {
        (long rows, long column) = Math.DivRem(pixel, Columns);
        (long planes, long row) = Math.DivRem(rows, Rows);
        (long frame, long slice) = Math.DivRem(planes, Slices);
        return new CasePosition((int)frame, (int)slice, (int)row, (int)column);
    }
}
