namespace BioZooCte.Images;

/// <summary>
/// The rows of one strip, tile or picture, decoded from top to bottom into elements as tensors hold them.
/// </summary>
internal abstract class RowDecoder : IDisposable
{
    /// <summary>
    /// The most bytes that a row of pixels may take: 64 MiB. A band holds one row at least, and a small compressed
    /// file can claim any length.
    /// </summary>
    public const long MostRowBytes = 1 << 26;

    /// <summary>Decodes the next rows.</summary>
    /// <param name="rows">A whole number of rows.</param>
    /// <exception cref="InvalidImageException">The data is damaged.</exception>
    public abstract void Decode(Span<byte> rows);

    /// <summary>Called after the last row: verifies what only the end tells.</summary>
    public abstract void Finish();

    /// <inheritdoc/>
    public abstract void Dispose();
}
