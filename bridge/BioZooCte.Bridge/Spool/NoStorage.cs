namespace BioZooCte.Bridge.Spool;

/// <summary>The place of an image of which nothing but its header will come.</summary>
internal sealed class NoStorage : ISpoolStorage
{
    private NoStorage()
    {
    }

    /// <summary>The only one.</summary>
    public static NoStorage Instance { get; } = new();

    /// <inheritdoc/>
    public long Length => 0;

    /// <inheritdoc/>
    public void Write(long position, ReadOnlySpan<byte> bytes) => throw new InvalidOperationException("An image without elements.");

    /// <inheritdoc/>
    public void Read(long position, Span<byte> bytes) => throw new InvalidOperationException("An image without elements.");

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
