namespace BioZooCte.Images;

/// <summary>A part of an image that is compressed on its own: a strip, a tile, a whole picture.</summary>
/// <param name="Id">Its number, unique in the image.</param>
/// <param name="Rows">The number of its rows.</param>
/// <param name="RowBytes">Bytes of a decoded row.</param>
internal readonly record struct RowSegment(long Id, int Rows, int RowBytes)
{
    /// <summary>Segments up to this size are decoded in one piece: a plane of 2048 × 2048 of 16 bits is.</summary>
    private const int GreatestPiece = 1 << 24;

    /// <summary>About so great are the bands of the others.</summary>
    private const int BandBytes = 1 << 20;

    /// <summary>The number of rows in each of its bands but the last.</summary>
    public int BandRows =>
        (long)Rows * RowBytes <= GreatestPiece ? Rows : Math.Clamp(BandBytes / RowBytes, 1, Rows);
}
