using System.Buffers;
using System.Buffers.Binary;

namespace BioZooCte.Results;

/// <summary>Writes numbers one after another, little-endian, and packs them.</summary>
internal sealed class RecordWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new(256);

    /// <summary>Appends a number.</summary>
    public void Write(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.GetSpan(sizeof(int)), value);
        _bytes.Advance(sizeof(int));
    }

    /// <summary>Appends a number.</summary>
    public void Write(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.GetSpan(sizeof(long)), value);
        _bytes.Advance(sizeof(long));
    }

    /// <summary>Appends a number with every bit.</summary>
    public void Write(double value) => Write(BitConverter.DoubleToInt64Bits(value));

    /// <summary>Appends a truth.</summary>
    public void Write(bool value) => _bytes.Write([(byte)(value ? 1 : 0)]);

    /// <summary>Appends bytes.</summary>
    public void Write(ReadOnlySpan<byte> bytes) => _bytes.Write(bytes);

    /// <summary>All of it, packed.</summary>
    public byte[] ToPacked() => PackedBytes.Pack(_bytes.WrittenSpan);
}
