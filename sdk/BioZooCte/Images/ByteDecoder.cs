namespace BioZooCte.Images;

/// <summary>Compressed bytes of a file, decoded from front to back.</summary>
internal abstract class ByteDecoder : IDisposable
{
    /// <summary>Fills the destination with the next decoded bytes.</summary>
    /// <exception cref="InvalidImageException">The data is damaged or ends before.</exception>
    public abstract void Read(Span<byte> destination);

    /// <summary>
    /// Called after the last byte that is wanted: verifies what only the end tells, such as a checksum.
    /// </summary>
    public virtual void Finish()
    {
    }

    /// <inheritdoc/>
    public virtual void Dispose()
    {
    }
}
