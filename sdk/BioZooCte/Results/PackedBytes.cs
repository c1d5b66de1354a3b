using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace BioZooCte.Results;

/// <summary>
/// Bytes with a mark before them: as they are, or compressed where that is worth it; each way with a checksum, so that
/// none that changed is taken for a result.
/// </summary>
internal static class PackedBytes
{
    private const byte Raw = 0;
    private const byte Compressed = 1;

    // The mark, and the checksum of all that follows.
    private const int BytesBefore = 1 + sizeof(int);

    // Below it a compressor's own start takes longer than reading what it saves.
    private const int Worthwhile = 2048;

    // What a damaged length may ask for.
    private const int Most = 1 << 30;

    /// <summary>Packs bytes.</summary>
    public static byte[] Pack(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Worthwhile)
        {
            return Sealed([Raw, 0, 0, 0, 0, .. bytes]);
        }

        using MemoryStream packed = new();
        packed.Write([Compressed, 0, 0, 0, 0]);
        packed.Write(BitConverter.GetBytes(bytes.Length)); // little-endian wherever .NET runs
        using (ZLibStream compressor = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            compressor.Write(bytes);
        }

        return Sealed(packed.ToArray());
    }

    /// <summary>What was packed.</summary>
    /// <exception cref="InvalidDataException">They are other bytes.</exception>
    public static ReadOnlyMemory<byte> Unpack(ReadOnlyMemory<byte> packed)
    {
        if (packed.Length < BytesBefore || packed.Span[0] is not (Raw or Compressed))
        {
            throw new InvalidDataException("The bytes have no mark of what they are.");
        }

        ReadOnlyMemory<byte> rest = packed[BytesBefore..];
        if (Crc32.HashToUInt32(rest.Span) != BinaryPrimitives.ReadUInt32LittleEndian(packed.Span[1..]))
        {
            throw new InvalidDataException("The bytes are not those that their checksum was taken of.");
        }

        return packed.Span[0] == Raw ? rest : Expand(rest);
    }

    private static byte[] Sealed(byte[] packed)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(packed.AsSpan(1), Crc32.HashToUInt32(packed.AsSpan(BytesBefore)));
        return packed;
    }

    private static byte[] Expand(ReadOnlyMemory<byte> packed)
    {
        if (packed.Length < sizeof(int)
            || BinaryPrimitives.ReadInt32LittleEndian(packed.Span) is not (>= 0 and < Most and int length))
        {
            throw new InvalidDataException("The bytes do not say how many they were.");
        }

        byte[] bytes = new byte[length];
        using MemoryStream stream = new(packed[sizeof(int)..].ToArray(), writable: false);
        using ZLibStream expanded = new(stream, CompressionMode.Decompress);
        if (expanded.ReadAtLeast(bytes, length, throwOnEndOfStream: false) < length || expanded.ReadByte() >= 0)
        {
            throw new InvalidDataException("There are more bytes, or fewer, than expected.");
        }

        return bytes;
    }
}
