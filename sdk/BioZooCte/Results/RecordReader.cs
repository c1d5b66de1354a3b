using System.Buffers.Binary;

namespace BioZooCte.Results;

/// <summary>Reads what <see cref="RecordWriter"/> wrote; bytes that end too early are an error.</summary>
/// <param name="packed">The bytes, packed.</param>
internal ref struct RecordReader(ReadOnlyMemory<byte> packed)
{
    private ReadOnlySpan<byte> _left = PackedBytes.Unpack(packed).Span;

    /// <summary>A number.</summary>
    public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    /// <summary>A number of things of which each takes some bytes.</summary>
    /// <param name="bytesEach">The fewest that one takes.</param>
    /// <exception cref="InvalidDataException">There are not as many left.</exception>
    public int ReadCount(int bytesEach)
    {
        int count = ReadInt32();
        return count >= 0 && (long)count * bytesEach <= _left.Length
            ? count
            : throw new InvalidDataException($"There are said to be {count} entries; {_left.Length} bytes are left.");
    }

    /// <summary>A number.</summary>
    public long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    /// <summary>A number with every bit.</summary>
    public double ReadDouble() => BitConverter.Int64BitsToDouble(ReadInt64());

    /// <summary>A truth.</summary>
    public bool ReadBoolean() => Take(1)[0] switch
    {
        0 => false,
        1 => true,
        byte other => throw new InvalidDataException($"A truth is {other}."),
    };

    /// <summary>Bytes, which are not copied.</summary>
    public ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > _left.Length)
        {
            throw new InvalidDataException("The bytes end too early.");
        }

        ReadOnlySpan<byte> taken = _left[..count];
        _left = _left[count..];
        return taken;
    }

    /// <summary>All was read.</summary>
    /// <exception cref="InvalidDataException">Something is left.</exception>
    public readonly void End()
    {
        if (_left.Length > 0)
        {
            throw new InvalidDataException($"There are {_left.Length} more bytes than expected.");
        }
    }
}
