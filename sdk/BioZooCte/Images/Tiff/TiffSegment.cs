using BioZooCte.Tensors;

namespace BioZooCte.Images.Tiff;

/// <summary>A strip or tile with its place in the page.</summary>
/// <param name="Page">The page.</param>
/// <param name="Index">Its number in the page.</param>
/// <param name="Down">Its row of segments.</param>
/// <param name="Across">Its column of segments.</param>
internal readonly record struct TiffSegment(TiffPage Page, int Index, int Down, int Across)
{
    /// <summary>The page's row that is its first.</summary>
    public int FirstRow => Down * Page.SegmentHeight;

    /// <summary>The page's column that is its first.</summary>
    public int FirstColumn => Across * Page.SegmentWidth;

    /// <summary>
    /// Copies from the file what a segment of elements as they are holds of a block: no other byte is read.
    /// </summary>
    public void CopyStored(ImageBytes file, RowBlock block, Span<byte> destination)
    {
        (AxisRange rows, AxisRange columns) =
            block.Within(FirstRow, Page.RowsOf(Down), FirstColumn, Page.SegmentWidth);
        int count = columns.Length * block.PixelBytes;
        bool isOneRun = count == Page.RowBytes && count == block.RowBytes;
        int step = isOneRun ? rows.Length : 1;
        for (int row = rows.Start; row < rows.End; row += step)
        {
            long offset = Page.Segments[Index].Offset + ((row - FirstRow) * Page.RowBytes)
                + ((long)(columns.Start - FirstColumn) * block.PixelBytes);
            int to = ((row - block.Rows.Start) * block.RowBytes)
                + ((columns.Start - block.Columns.Start) * block.WantedBytes);
            Span<byte> target = destination.Slice(to, count * step);
            if (!file.TryRead(offset, target))
            {
                throw file.EndsBefore(offset, target.Length, TiffSegmentTable.Place(Page, Index));
            }

            if (Page.IsBigEndian)
            {
                ByteOrder.Reverse(target, block.ElementBytes);
            }
        }
    }
}
