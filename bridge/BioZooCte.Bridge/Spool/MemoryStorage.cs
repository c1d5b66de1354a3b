namespace BioZooCte.Bridge.Spool;

/// <summary>An image's bytes in memory.</summary>
/// <param name="memory">The memory.</param>
/// <param name="giveBack">Called once, when it is not needed any more.</param>
internal sealed class MemoryStorage(byte[] memory, Action giveBack) : ISpoolStorage
{
    private byte[]? _memory = memory;

    /// <inheritdoc/>
    public long Length { get; } = memory.Length;

    /// <inheritdoc/>
    public void Write(long position, ReadOnlySpan<byte> bytes) => bytes.CopyTo(Memory.AsSpan((int)position));

    /// <inheritdoc/>
    public void Read(long position, Span<byte> bytes) => Memory.AsSpan((int)position, bytes.Length).CopyTo(bytes);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _memory, null) is not null)
        {
            giveBack();
        }
    }

    private byte[] Memory
    {
        get
        {
            byte[]? known = _memory;
            ObjectDisposedException.ThrowIf(known is null, this);
            return known;
        }
    }
}
