namespace BioZooCte.Bridge.Spool;

/// <summary>The bytes of one image, written and read by position.</summary>
internal interface ISpoolStorage : IDisposable
{
    /// <summary>The image's bytes.</summary>
    long Length { get; }

    /// <summary>Writes bytes that lie inside.</summary>
    void Write(long position, ReadOnlySpan<byte> bytes);

    /// <summary>Fills the bytes from a position on, which lie inside.</summary>
    void Read(long position, Span<byte> bytes);
}
