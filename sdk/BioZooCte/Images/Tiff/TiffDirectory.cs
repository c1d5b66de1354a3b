using System.Text;

namespace BioZooCte.Images.Tiff;

/// <summary>One directory of a TIFF file: what it says of a page.</summary>
internal sealed class TiffDirectory
{
    private readonly Dictionary<TiffTag, TiffEntry> _entries = [];

    /// <summary>A directory of these entries.</summary>
    public TiffDirectory(TiffFile file, int page, ReadOnlySpan<byte> entries)
    {
        File = file;
        Page = page;
        for (; !entries.IsEmpty; entries = entries[file.EntryLength..])
        {
            ulong count = file.IsBig ? file.UInt64(entries[4..]) : file.UInt32(entries[4..]);
            TiffEntry entry = new(
                file.UInt16(entries[2..]),
                count,
                entries.Slice(file.EntryLength - file.OffsetLength, file.OffsetLength).ToArray());
            _entries.TryAdd((TiffTag)file.UInt16(entries), entry);
        }
    }

    /// <summary>The file.</summary>
    public TiffFile File { get; }

    /// <summary>The page's number in the file, from 0.</summary>
    public int Page { get; }

    /// <summary>Whether there is such a tag.</summary>
    public bool Has(TiffTag tag) => _entries.ContainsKey(tag);

    /// <summary>A whole number; the default where there is no such tag.</summary>
    /// <exception cref="InvalidImageException">There is no number, and no default.</exception>
    public long Integer(TiffTag tag, long? absent = null)
    {
        long[] values = Integers(tag);
        return values.Length > 0
            ? values[0]
            : absent ?? throw Error(tag, Has(tag) ? "holds no value" : "is missing", "a number");
    }

    /// <summary>
    /// Whole numbers; none where there is no such tag. Ones that are too great read as the greatest.
    /// </summary>
    /// <exception cref="InvalidImageException">
    /// The values are of another kind, or lie outside the file.
    /// </exception>
    public long[] Integers(TiffTag tag)
    {
        if (!_entries.TryGetValue(tag, out TiffEntry? entry))
        {
            return [];
        }

        if (entry.Type is not (1 or 3 or 4 or 13 or 16 or 18))
        {
            throw Error(tag, $"is of type {entry.Type}", "unsigned whole numbers (types 1, 3, 4, 16)");
        }

        byte[] bytes = Values(tag, entry);
        long[] values = new long[entry.Count];
        int length = entry.ValueLength;
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<byte> value = bytes.AsSpan(i * length, length);
            values[i] = length switch
            {
                1 => value[0],
                2 => File.UInt16(value),
                4 => File.UInt32(value),
                _ => (long)Math.Min(File.UInt64(value), long.MaxValue),
            };
        }

        return values;
    }

    /// <summary>Text up to its first NUL; null where there is no such tag.</summary>
    public string? Text(TiffTag tag)
    {
        byte[]? bytes = Bytes(tag);
        if (bytes is null)
        {
            return null;
        }

        int end = Array.IndexOf(bytes, (byte)0);
        return Encoding.UTF8.GetString(bytes, 0, end < 0 ? bytes.Length : end);
    }

    /// <summary>The values as they are stored; null where there is no such tag.</summary>
    public byte[]? Bytes(TiffTag tag) => _entries.TryGetValue(tag, out TiffEntry? entry) ? Values(tag, entry) : null;

    /// <summary>An error that names the page and the tag.</summary>
    public InvalidImageException Error(TiffTag tag, string found, string expected, Exception? inner = null) =>
        File.Bytes.Error(Place(tag), found, expected, inner);

    private byte[] Values(TiffTag tag, TiffEntry entry)
    {
        if (entry.ValueLength == 0)
        {
            throw Error(tag, $"is of type {entry.Type}", "one of TIFF's types");
        }

        if (entry.Count > (ulong)File.Bytes.Length)
        {
            throw Error(tag, $"has {entry.Count} values", $"what fits the file's {File.Bytes.Length} bytes");
        }

        long length = (long)entry.Count * entry.ValueLength;
        if (length > MostBytes(tag))
        {
            throw Error(tag, $"has {entry.Count} values", $"at most {MostBytes(tag)} bytes of them");
        }

        return length <= entry.Field.Length
            ? entry.Field[..(int)length]
            : File.ReadMetadata(File.Offset(entry.Field), length, Place(tag));
    }

    /// <summary>What the values of a tag may take, however large the file is.</summary>
    private static long MostBytes(TiffTag tag) => tag switch
    {
        // Eight million tiles, or the whole of what OME says of a plate.
        TiffTag.StripOffsets or TiffTag.StripByteCounts or TiffTag.TileOffsets or TiffTag.TileByteCounts
            or TiffTag.ImageDescription or TiffTag.ImageJByteCounts or TiffTag.ImageJMetadata => 1 << 26,
        _ => 1 << 20,
    };

    private string Place(TiffTag tag) => $"page {Page}, tag {tag} ({(int)tag})";
}
