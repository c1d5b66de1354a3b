using BioZooCte.Tensors;

namespace BioZooCte.Images;

/// <summary>A block of pixels that is wanted of a picture, dense in its destination.</summary>
/// <param name="Rows">The rows, in the picture.</param>
/// <param name="Columns">The columns, in the picture.</param>
/// <param name="Samples">The interleaved channels wanted of each pixel.</param>
/// <param name="PixelBytes">Bytes of a whole pixel in decoded rows.</param>
/// <param name="ElementBytes">Bytes of one element.</param>
internal readonly record struct RowBlock(
    AxisRange Rows, AxisRange Columns, AxisRange Samples, int PixelBytes, int ElementBytes)
{
    /// <summary>Bytes of a wanted pixel.</summary>
    public int WantedBytes => Samples.Length * ElementBytes;

    /// <summary>Whether all of each pixel is wanted.</summary>
    public bool IsWholePixels => WantedBytes == PixelBytes;

    /// <summary>Bytes of a row in the destination.</summary>
    public int RowBytes => Columns.Length * WantedBytes;

    /// <summary>The part of the block that a segment with these rows and columns holds.</summary>
    public (AxisRange Rows, AxisRange Columns) Within(int firstRow, int rows, int firstColumn, int columns) =>
        (Overlap(Rows, firstRow, rows), Overlap(Columns, firstColumn, columns));

    /// <summary>Copies what a segment holds of the block.</summary>
    /// <param name="bands">Decodes the segment.</param>
    /// <param name="segment">The segment.</param>
    /// <param name="firstRow">Its first row's place in the picture.</param>
    /// <param name="firstColumn">Its first column's.</param>
    /// <param name="destination">All of the block.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public void CopyFrom(
        RowBandReader bands,
        RowSegment segment,
        int firstRow,
        int firstColumn,
        Span<byte> destination,
        CancellationToken cancellationToken)
    {
        (AxisRange rows, AxisRange columns) =
            Within(firstRow, segment.Rows, firstColumn, segment.RowBytes / PixelBytes);
        int from = (columns.Start - firstColumn) * PixelBytes;
        int to = (columns.Start - Columns.Start) * WantedBytes;
        RowBand? band = null;
        int bandRows = 0;
        for (int row = rows.Start; row < rows.End; row++)
        {
            int inSegment = row - firstRow;
            if (band is null || inSegment >= band.FirstRow + bandRows)
            {
                cancellationToken.ThrowIfCancellationRequested();
                band = bands.Read(segment, inSegment, cancellationToken);
                bandRows = band.Bytes.Length / segment.RowBytes;
            }

            ReadOnlySpan<byte> source = band.Bytes.AsSpan(
                ((inSegment - band.FirstRow) * segment.RowBytes) + from, columns.Length * PixelBytes);
            Span<byte> target = destination[(((row - Rows.Start) * RowBytes) + to)..];
            CopyPixels(source, target, columns.Length);
        }
    }

    private void CopyPixels(ReadOnlySpan<byte> source, Span<byte> target, int pixels)
    {
        if (IsWholePixels)
        {
            source.CopyTo(target);
            return;
        }

        int skipped = Samples.Start * ElementBytes;
        int wanted = WantedBytes;
        for (int i = 0; i < pixels; i++)
        {
            source.Slice((i * PixelBytes) + skipped, wanted).CopyTo(target[(i * wanted)..]);
        }
    }

    private static AxisRange Overlap(AxisRange range, int start, int length)
    {
        int from = Math.Max(range.Start, start);
        int end = (int)Math.Min(range.End, (long)start + length);
        return new AxisRange(from, Math.Max(0, end - from));
    }
}
