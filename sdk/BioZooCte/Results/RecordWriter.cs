using System.Buffers;
using System.Buffers.Binary;

namespace BioZooCte.Results;

/// <summary>Writes numbers one after another, little-endian, and packs them. The buffer is the pool's: votes fill many.</summary>
internal sealed class RecordWriter : IDisposable
{
    private const int UsualBytes = 256;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(UsualBytes);
    private int _count;

    /// <summary>Appends a number.</summary>
    public void Write(int value) => BinaryPrimitives.WriteInt32LittleEndian(Next(sizeof(int)), value);

    /// <summary>Appends a number.</summary>
    public void Write(long value) => BinaryPrimitives.WriteInt64LittleEndian(Next(sizeof(long)), value);

    /// <summary>Appends a number with every bit.</summary>
    public void Write(double value) => Write(BitConverter.DoubleToInt64Bits(value));

    /// <summary>Appends a truth.</summary>
    public void Write(bool value) => Next(1)[0] = (byte)(value ? 1 : 0);

    /// <summary>Appends bytes.</summary>
    public void Write(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Next(bytes.Length));

    /// <summary>All of it, packed.</summary>
    public byte[] ToPacked() => PackedBytes.Pack(_bytes.AsSpan(0, _count));

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        _count = 0;
    }

    /// <summary>The next bytes, to be filled.</summary>
    private Span<byte> Next(int count)
    {
        if (_count + count > _bytes.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(2 * _bytes.Length, checked(_count + count)));
            _bytes.AsSpan(0, _count).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }

        Span<byte> next = _bytes.AsSpan(_count, count);
        _count += count;
        return next;
    }
}
