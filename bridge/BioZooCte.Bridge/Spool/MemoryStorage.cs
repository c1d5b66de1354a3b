using BioZooCte.Tensors;

namespace BioZooCte.Bridge.Spool;

/// <summary>An image's bytes in memory.</summary>
/// <param name="tensor">The memory.</param>
/// <param name="giveBack">Called once, when it is not needed any more.</param>
internal sealed class MemoryStorage(AxisTensor tensor, Action giveBack) : ISpoolStorage
{
    private AxisTensor? _tensor = tensor;

    /// <inheritdoc/>
    public long Length { get; } = tensor.Bytes.Length;

    private AxisTensor Tensor
    {
        get
        {
            AxisTensor? known = _tensor;
            ObjectDisposedException.ThrowIf(known is null, this);
            return known;
        }
    }

    /// <inheritdoc/>
    public void Write(long position, ReadOnlySpan<byte> bytes) => bytes.CopyTo(Tensor.Bytes[(int)position..]);

    /// <inheritdoc/>
    public void Read(long position, Span<byte> bytes) =>
        Tensor.Bytes.Slice((int)position, bytes.Length).CopyTo(bytes);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _tensor, null) is not null)
        {
            giveBack();
        }
    }
}
