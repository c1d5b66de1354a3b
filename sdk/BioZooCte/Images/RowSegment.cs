namespace BioZooCte.Images;

/// <summary>A part of an image that is compressed on its own: a strip, a tile, a whole picture.</summary>
/// <param name="Id">Its number, unique in the image.</param>
/// <param name="Rows">The number of its rows.</param>
/// <param name="RowBytes">Bytes of a decoded row.</param>
internal readonly record struct RowSegment(long Id, int Rows, int RowBytes)
{
    /// <summary>Segments up to this size are decoded in one piece; so great are the bands of the others, about.</summary>
    private const int BandBytes = 1 << 20;

    /// <summary>The number of rows in each of its bands but the last.</summary>
    public int BandRows =>
        (long)Rows * RowBytes <= 4 * BandBytes ? Rows : Math.Clamp(BandBytes / RowBytes, 1, Rows);
}
