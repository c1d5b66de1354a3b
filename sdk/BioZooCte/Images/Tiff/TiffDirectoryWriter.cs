using System.Buffers.Binary;

namespace BioZooCte.Images.Tiff;

/// <summary>Makes a directory, little-endian, with the values that do not fit into it right behind.</summary>
internal sealed class TiffDirectoryWriter(bool isBig)
{
    private const ushort Byte = 1;
    private const ushort Ascii = 2;
    private const ushort Short = 3;
    private const ushort Long = 4;
    private const ushort Long8 = 16;

    private readonly List<(TiffTag Tag, ushort Type, int Count, byte[] Values)> _entries = [];

    /// <summary>Bytes before the first directory.</summary>
    public int HeaderLength => isBig ? 16 : 8;

    /// <summary>The header of a file whose first directory stands right behind it.</summary>
    public byte[] Header() => isBig
        ? [(byte)'I', (byte)'I', 43, 0, 8, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0]
        : [(byte)'I', (byte)'I', 42, 0, 8, 0, 0, 0];

    /// <summary>Adds a number. Tags are added in rising order.</summary>
    public void Add(TiffTag tag, ushort value)
    {
        byte[] bytes = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        _entries.Add((tag, Short, 1, bytes));
    }

    /// <summary>Adds numbers.</summary>
    public void Add(TiffTag tag, params ReadOnlySpan<uint> values)
    {
        byte[] bytes = new byte[4 * values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4 * i), values[i]);
        }

        _entries.Add((tag, Long, values.Length, bytes));
    }

    /// <summary>Adds an offset or a length: eight bytes in a BigTIFF.</summary>
    public void AddOffset(TiffTag tag, long value)
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        _entries.Add((tag, isBig ? Long8 : Long, 1, isBig ? bytes : bytes[..4]));
    }

    /// <summary>Adds text, with the NUL that ends it.</summary>
    public void AddText(TiffTag tag, byte[] text) => _entries.Add((tag, Ascii, text.Length, text));

    /// <summary>Adds bytes.</summary>
    public void AddBytes(TiffTag tag, byte[] bytes) => _entries.Add((tag, Byte, bytes.Length, bytes));

    /// <summary>The directory's bytes.</summary>
    /// <param name="offset">Where it stands in the file.</param>
    /// <param name="next">Where the next one does; 0 for none.</param>
    public byte[] Finish(long offset, long next)
    {
        int countLength = isBig ? 8 : 2;
        int fieldLength = isBig ? 8 : 4;
        int entryLength = isBig ? 20 : 12;
        int tableLength = countLength + (_entries.Count * entryLength) + fieldLength;
        using MemoryStream behind = new();
        byte[] table = new byte[tableLength];
        WriteOffset(table, _entries.Count, countLength);
        for (int i = 0; i < _entries.Count; i++)
        {
            (TiffTag tag, ushort type, int count, byte[] values) = _entries[i];
            Span<byte> entry = table.AsSpan(countLength + (i * entryLength), entryLength);
            BinaryPrimitives.WriteUInt16LittleEndian(entry, (ushort)tag);
            BinaryPrimitives.WriteUInt16LittleEndian(entry[2..], type);
            WriteOffset(entry[4..], count, fieldLength);
            Span<byte> field = entry[(4 + fieldLength)..];
            if (values.Length <= fieldLength)
            {
                values.CopyTo(field);
                continue;
            }

            // Values begin at even offsets.
            WriteOffset(field, offset + tableLength + behind.Length, fieldLength);
            behind.Write(values);
            behind.Write(new byte[values.Length % 2]);
        }

        WriteOffset(table.AsSpan(tableLength - fieldLength), next, fieldLength);
        return [.. table, .. behind.ToArray()];
    }

    private static void WriteOffset(Span<byte> field, long value, int length)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        bytes[..length].CopyTo(field);
    }
}
