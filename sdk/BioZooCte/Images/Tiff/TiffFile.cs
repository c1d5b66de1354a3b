using System.Buffers.Binary;

namespace BioZooCte.Images.Tiff;

/// <summary>A TIFF file's numbers in its byte order, classic or Big, and its chain of directories.</summary>
internal sealed class TiffFile
{
    private const int ClassicVersion = 42;
    private const int BigVersion = 43;

    /// <summary>What a classic directory can have at most; there are fewer tags.</summary>
    private const int MostEntries = ushort.MaxValue;

    private long _bytesRead;

    private TiffFile(ImageBytes bytes, bool isBigEndian, bool isBig)
    {
        Bytes = bytes;
        IsBigEndian = isBigEndian;
        IsBig = isBig;
    }

    /// <summary>The file's bytes.</summary>
    public ImageBytes Bytes { get; }

    /// <summary>Whether numbers stand with their highest byte first.</summary>
    public bool IsBigEndian { get; }

    /// <summary>Whether it is a BigTIFF, with offsets of 8 bytes.</summary>
    public bool IsBig { get; }

    /// <summary>The bytes that an entry of a directory takes: tag, type, count, value or offset.</summary>
    public int EntryLength => IsBig ? 20 : 12;

    /// <summary>The bytes of an offset, and of a value that stands in its place.</summary>
    public int OffsetLength => IsBig ? 8 : 4;

    /// <summary>Reads the header and all directories of the main chain.</summary>
    /// <exception cref="InvalidImageException">They are damaged, or none is there.</exception>
    public static IReadOnlyList<TiffDirectory> ReadDirectories(ImageBytes bytes)
    {
        Span<byte> start = stackalloc byte[16];
        bytes.Read(0, start[..8], "header");
        bool isBigEndian = start[0] == (byte)'M';
        int version = isBigEndian
            ? BinaryPrimitives.ReadUInt16BigEndian(start[2..])
            : BinaryPrimitives.ReadUInt16LittleEndian(start[2..]);
        if (version is not (ClassicVersion or BigVersion))
        {
            throw bytes.Error("header", $"the version is {version}", "42 (TIFF) or 43 (BigTIFF)");
        }

        TiffFile file = new(bytes, isBigEndian, version == BigVersion);
        if (file.IsBig)
        {
            bytes.Read(0, start, "header");
            int offsetLength = file.UInt16(start[4..]);
            if (offsetLength != 8 || file.UInt16(start[6..]) != 0)
            {
                throw bytes.Error("header", $"offsets of {offsetLength} bytes", "8 in a BigTIFF");
            }
        }

        return file.ReadChain(file.Offset(start[(file.IsBig ? 8 : 4)..]));
    }

    /// <summary>The number of two bytes at the start of the span.</summary>
    public ushort UInt16(ReadOnlySpan<byte> bytes) => IsBigEndian
        ? BinaryPrimitives.ReadUInt16BigEndian(bytes)
        : BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    /// <summary>The number of four bytes at the start of the span.</summary>
    public uint UInt32(ReadOnlySpan<byte> bytes) => IsBigEndian
        ? BinaryPrimitives.ReadUInt32BigEndian(bytes)
        : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    /// <summary>The number of eight bytes at the start of the span.</summary>
    public ulong UInt64(ReadOnlySpan<byte> bytes) => IsBigEndian
        ? BinaryPrimitives.ReadUInt64BigEndian(bytes)
        : BinaryPrimitives.ReadUInt64LittleEndian(bytes);

    /// <summary>The offset at the start of the span; one beyond all files reads as the greatest.</summary>
    public long Offset(ReadOnlySpan<byte> bytes) =>
        IsBig ? (long)Math.Min(UInt64(bytes), long.MaxValue) : UInt32(bytes);

    /// <summary>
    /// Reads metadata. Directories that lie over one another could make a small file a long read: in all, not much
    /// more is read than the file has.
    /// </summary>
    public byte[] ReadMetadata(long offset, long length, string place)
    {
        if (offset < 0 || length > Bytes.Length - offset)
        {
            throw Bytes.Error(
                place, $"the file ends at {Bytes.Length}", $"{length} bytes from {offset} on");
        }

        _bytesRead += length;
        if (_bytesRead > (4 * Bytes.Length) + (1 << 16))
        {
            throw Bytes.Error(place, "the directories lie over one another", "each in its own place");
        }

        byte[] bytes = new byte[length];
        Bytes.Read(offset, bytes, place);
        return bytes;
    }

    private List<TiffDirectory> ReadChain(long offset)
    {
        List<TiffDirectory> directories = [];
        HashSet<long> seen = [];
        while (offset != 0)
        {
            string place = $"page {directories.Count}, directory at offset {offset}";
            if (!seen.Add(offset))
            {
                throw Bytes.Error(place, "the chain of directories comes back to it", "an end of the chain");
            }

            int countLength = IsBig ? 8 : 2;
            byte[] countField = ReadMetadata(offset, countLength, place);
            ulong count = IsBig ? UInt64(countField) : UInt16(countField);
            if (count > (ulong)(Bytes.Length / EntryLength))
            {
                throw Bytes.Error(place, $"has {count} entries", $"what fits the file's {Bytes.Length} bytes");
            }

            if (count > MostEntries)
            {
                throw Bytes.Error(place, $"has {count} entries", $"at most {MostEntries}");
            }

            int entriesLength = checked((int)count * EntryLength);
            byte[] entries = ReadMetadata(offset + countLength, entriesLength + OffsetLength, place);
            directories.Add(new TiffDirectory(this, directories.Count, entries.AsSpan(0, entriesLength)));
            offset = Offset(entries.AsSpan(entriesLength));
        }

        return directories.Count > 0 ? directories : throw Bytes.Error(
            "header", "names no directory", "at least one page");
    }
}
