namespace BioZooCte.Images.Png;

/// <summary>
/// The stored rows of a PNG or of one of its interlace passes: decompressed and unfiltered.
/// </summary>
internal sealed class PngRows
{
    private readonly ImageBytes _file;
    private readonly ByteDecoder _data;
    private readonly int _distance;
    private byte[] _row;
    private byte[] _above;

    /// <summary>Rows of so many bytes, from where the data stands; the data stays its owner's.</summary>
    public PngRows(ImageBytes file, ByteDecoder data, long rowBytes, int distance)
    {
        _file = file;
        _data = data;
        _distance = distance;
        _row = new byte[rowBytes];
        _above = new byte[rowBytes];
    }

    /// <summary>The next row; the span dies with the call after.</summary>
    /// <exception cref="InvalidImageException">The data is damaged.</exception>
    public ReadOnlySpan<byte> Next(int row)
    {
        (_row, _above) = (_above, _row);
        Span<byte> filter = stackalloc byte[1];
        _data.Read(filter);
        if (filter[0] >= PngFilter.Count)
        {
            throw _file.Error($"row {row}", $"filter {filter[0]}", "0 to 4");
        }

        _data.Read(_row);
        PngFilter.Undo(filter[0], _row, _above, _distance);
        return _row;
    }
}
