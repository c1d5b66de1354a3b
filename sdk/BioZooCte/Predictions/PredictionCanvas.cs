using BioZooCte.Tensors;

using Microsoft.Win32.SafeHandles;

namespace BioZooCte.Predictions;

/// <summary>
/// A whole output put together from tiles: in memory up to a budget, else in a temporary file that vanishes with it.
/// Threads may write disjoint regions at the same time.
/// </summary>
internal sealed class PredictionCanvas : ITensorSource, IDisposable
{
    /// <summary>Bytes up to which a canvas stands in memory: 256 MiB.</summary>
    public const long MemoryBudget = 1L << 28;

    private AxisTensor? _memory;
    private readonly SafeFileHandle? _file;

    /// <summary>An empty canvas.</summary>
    public PredictionCanvas(TensorShape shape, ElementType elementType, long memoryBudget = MemoryBudget)
    {
        Shape = shape;
        ElementType = elementType;
        long bytes = checked(shape.ElementCount * elementType.SizeOf());
        if (bytes <= memoryBudget)
        {
            _memory = new AxisTensor(shape, elementType);
            return;
        }

        _file = File.OpenHandle(
            Path.Combine(Path.GetTempPath(), $"biozoocte-{Environment.ProcessId}-{Guid.NewGuid():N}.canvas"),
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.None,
            FileOptions.DeleteOnClose | FileOptions.RandomAccess,
            preallocationSize: bytes);
        try
        {
            RandomAccess.SetLength(_file, bytes);
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public TensorShape Shape { get; }

    /// <inheritdoc/>
    public ElementType ElementType { get; }

    /// <summary>Writes a tile's elements.</summary>
    public void Paste(AxisTensor tensor, TensorRegion region)
    {
        if (_memory is AxisTensor memory)
        {
            RegionCopy.Paste(tensor, memory, region);
            return;
        }

        int at = 0;
        foreach ((long offset, int length) in FileRuns.Of(region, ElementType.SizeOf()))
        {
            RandomAccess.Write(_file!, tensor.Bytes.Slice(at, length), offset);
            at += length;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<AxisTensor> ReadAsync(TensorRegion region, CancellationToken cancellationToken)
    {
        if (_memory is AxisTensor memory)
        {
            return RegionCopy.Crop(memory, region);
        }

        AxisTensor tensor = AxisTensor.Uninitialized(region.Shape, ElementType);
        int at = 0;
        foreach ((long offset, int length) in FileRuns.Of(region, ElementType.SizeOf()))
        {
            await ReadAllAsync(tensor.Memory.Slice(at, length), offset, cancellationToken).ConfigureAwait(false);
            at += length;
        }

        return tensor;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _memory = null;
        _file?.Dispose();
    }

    private async ValueTask ReadAllAsync(Memory<byte> into, long offset, CancellationToken cancellationToken)
    {
        while (into.Length > 0)
        {
            int read = await RandomAccess.ReadAsync(_file!, into, offset, cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                throw new EndOfStreamException($"The canvas ends before byte {offset + into.Length}.");
            }

            into = into[read..];
            offset += read;
        }
    }
}
