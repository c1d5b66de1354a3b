namespace BioZooCte.Images.Png;

/// <summary>Decodes a PNG that is not interlaced, row by row.</summary>
internal sealed class PngRowDecoder : RowDecoder
{
    private readonly PngHeader _header;
    private readonly PngPixels _pixels;
    private readonly ZLibBytes _data;
    private readonly PngRows _rows;
    private int _row;

    /// <summary>Begins with the first row.</summary>
    public PngRowDecoder(ImageBytes file, PngChunks chunks)
    {
        _header = chunks.Header;
        _pixels = new PngPixels(file, _header, chunks.Palette);
        _data = new ZLibBytes(file, chunks.Data, "chunk IDAT");
        _rows = new PngRows(file, _data, _header.StoredRowBytes(_header.Width), _header.FilterDistance);
    }

    /// <inheritdoc/>
    public override void Decode(Span<byte> rows)
    {
        int rowBytes = (int)_header.RowBytes;
        for (int at = 0; at < rows.Length; at += rowBytes)
        {
            _pixels.Convert(_rows.Next(_row++), rows.Slice(at, rowBytes), _header.Width);
        }
    }

    /// <inheritdoc/>
    public override void Finish() => _data.Finish();

    /// <inheritdoc/>
    public override void Dispose() => _data.Dispose();
}
