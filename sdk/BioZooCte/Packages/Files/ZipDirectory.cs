using System.Buffers.Binary;

namespace BioZooCte.Packages.Files;

/// <summary>
/// Looks at the end of a zip before its directory is read, which takes memory for every entry: how many
/// entries it tells of, and how long their list is.
/// </summary>
internal static class ZipDirectory
{
    private const int EndLength = 22;
    private const int LongestComment = ushort.MaxValue;
    private const int LocatorLength = 20;
    private const int LargeEndLength = 56;

    /// <summary>The most bytes that the list of entries may have.</summary>
    private const long LongestDirectory = 16L << 20;

    /// <summary>Refuses a zip whose directory is too long.</summary>
    /// <exception cref="InvalidDataException">It is, or the file does not end like a zip.</exception>
    public static void Check(string file, int maximumEntries)
    {
        using FileStream stream = File.OpenRead(file);
        int tailLength = (int)Math.Min(stream.Length, EndLength + LongestComment + LocatorLength);
        byte[] tail = new byte[tailLength];
        stream.Position = stream.Length - tailLength;
        stream.ReadExactly(tail);
        int end = tail.AsSpan().LastIndexOf("PK\x05\x06"u8);
        if (end < 0 || end + EndLength > tailLength)
        {
            throw new InvalidDataException("it does not end like a zip");
        }

        ReadOnlySpan<byte> record = tail.AsSpan(end);
        ulong count = BinaryPrimitives.ReadUInt16LittleEndian(record[10..]);
        ulong offset = BinaryPrimitives.ReadUInt32LittleEndian(record[16..]);
        if (end >= LocatorLength && tail.AsSpan(end - LocatorLength).StartsWith("PK\x06\x07"u8))
        {
            (ulong large, ulong largeOffset) = ReadLargeEnd(
                stream, BinaryPrimitives.ReadUInt64LittleEndian(tail.AsSpan(end - LocatorLength + 8)));

            // Readers differ in which of the two records they believe: both have to be harmless.
            count = count == ushort.MaxValue ? large : Math.Max(count, large);
            offset = offset == uint.MaxValue ? largeOffset : Math.Min(offset, largeOffset);
        }

        if (count > (ulong)maximumEntries)
        {
            throw new InvalidDataException($"it has {count} entries, {maximumEntries} are allowed");
        }

        if (offset > (ulong)stream.Length || stream.Length - (long)offset > LongestDirectory + tailLength)
        {
            throw new InvalidDataException("its list of entries is not where it should be, or too long");
        }
    }

    private static (ulong Count, ulong Offset) ReadLargeEnd(FileStream stream, ulong position)
    {
        Span<byte> record = stackalloc byte[LargeEndLength];
        if (stream.Length >= LargeEndLength && position <= (ulong)(stream.Length - LargeEndLength))
        {
            stream.Position = (long)position;
            stream.ReadExactly(record);
        }

        if (!record.StartsWith("PK\x06\x06"u8))
        {
            throw new InvalidDataException("its end is not where it should be");
        }

        return (
            BinaryPrimitives.ReadUInt64LittleEndian(record[32..]),
            BinaryPrimitives.ReadUInt64LittleEndian(record[48..]));
    }
}
