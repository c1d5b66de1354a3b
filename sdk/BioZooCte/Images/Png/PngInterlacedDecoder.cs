namespace BioZooCte.Images.Png;

/// <summary>
/// Decodes an interlaced PNG (Adam7). Its first row is complete only with the last pass, so all of it is decoded
/// into memory at once.
/// </summary>
internal sealed class PngInterlacedDecoder : RowDecoder
{
    /// <summary>Column, row and their distances of each pass's pixels.</summary>
    private static readonly (int X, int Y, int StepX, int StepY)[] Passes =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    private readonly byte[] _image;
    private int _at;

    /// <summary>Decodes all of the image.</summary>
    public PngInterlacedDecoder(ImageBytes file, PngChunks chunks)
    {
        PngHeader header = chunks.Header;
        _image = new byte[header.RowBytes * header.Height];
        PngPixels pixels = new(file, header, chunks.Palette);
        using ZLibBytes data = new(file, chunks.Data, "chunk IDAT");
        foreach ((int x, int y, int stepX, int stepY) in Passes)
        {
            int width = (header.Width - x + stepX - 1) / stepX;
            if (width <= 0)
            {
                continue;
            }

            PngRows rows = new(file, data, header.StoredRowBytes(width), header.FilterDistance);
            byte[] row = new byte[header.RowBytes / header.Width * width];
            for (int line = y; line < header.Height; line += stepY)
            {
                pixels.Convert(rows.Next(line), row, width);
                Scatter(row, _image.AsSpan((int)(line * header.RowBytes), (int)header.RowBytes), x, stepX, width);
            }
        }

        data.Finish();
    }

    /// <inheritdoc/>
    public override void Decode(Span<byte> rows)
    {
        _image.AsSpan(_at, rows.Length).CopyTo(rows);
        _at += rows.Length;
    }

    /// <inheritdoc/>
    public override void Finish()
    {
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
    }

    private static void Scatter(ReadOnlySpan<byte> row, Span<byte> image, int x, int stepX, int width)
    {
        int pixel = row.Length / width;
        for (int i = 0; i < width; i++)
        {
            row.Slice(i * pixel, pixel).CopyTo(image[((x + (i * stepX)) * pixel)..]);
        }
    }
}
