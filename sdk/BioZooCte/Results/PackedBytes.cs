using System.IO.Compression;

namespace BioZooCte.Results;

/// <summary>Bytes with a mark before them: as they are, or compressed where that is worth it.</summary>
internal static class PackedBytes
{
    private const byte Raw = 0;
    private const byte Compressed = 1;

    // Below it a compressor's own start takes longer than reading what it saves.
    private const int Worthwhile = 2048;

    // What a damaged length may ask for.
    private const int Most = 1 << 30;

    /// <summary>Packs bytes.</summary>
    public static byte[] Pack(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Worthwhile)
        {
            return [Raw, .. bytes];
        }

        using MemoryStream packed = new();
        packed.WriteByte(Compressed);
        packed.Write(BitConverter.GetBytes(bytes.Length));
        using (ZLibStream compressor = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            compressor.Write(bytes);
        }

        return packed.ToArray();
    }

    /// <summary>What was packed.</summary>
    /// <exception cref="InvalidDataException">They are other bytes.</exception>
    public static ReadOnlyMemory<byte> Unpack(ReadOnlyMemory<byte> packed)
    {
        if (packed.Length > 0 && packed.Span[0] == Raw)
        {
            return packed[1..];
        }

        if (packed.Length < 1 + sizeof(int) || packed.Span[0] != Compressed
            || BitConverter.ToInt32(packed.Span[1..]) is not (>= 0 and < Most and int length))
        {
            throw new InvalidDataException("The bytes have no mark of what they are.");
        }

        byte[] bytes = new byte[length];
        using MemoryStream stream = new(packed[(1 + sizeof(int))..].ToArray(), writable: false);
        using ZLibStream expanded = new(stream, CompressionMode.Decompress);
        if (expanded.ReadAtLeast(bytes, length, throwOnEndOfStream: false) < length || expanded.ReadByte() >= 0)
        {
            throw new InvalidDataException("There are more bytes, or fewer, than expected.");
        }

        return bytes;
    }
}
