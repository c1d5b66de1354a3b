using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Pipelines;

using Google.Protobuf;

namespace BioZooCte.Bridge.Grpc;

/// <summary>How messages are compressed: gzip or not at all, each message for itself.</summary>
internal static class Encodings
{
    /// <summary>Not compressed.</summary>
    public const string Identity = "identity";

    /// <summary>Compressed by gzip.</summary>
    public const string Gzip = "gzip";

    /// <summary>What <c>grpc-accept-encoding</c> says of this server.</summary>
    public const string Accepted = Identity + "," + Gzip;

    private const int ChunkBytes = 64 * 1024;

    // Ten bytes before the data and eight after them.
    private const int LeastGzipBytes = 18;

    /// <summary>Whether messages of this encoding can be read.</summary>
    public static bool IsKnown(string encoding) => encoding is Identity or Gzip;

    /// <summary>Whether a caller can read gzip.</summary>
    /// <param name="accepted">What <c>grpc-accept-encoding</c> says of the caller.</param>
    public static bool AcceptsGzip(string accepted)
    {
        foreach (Range part in accepted.AsSpan().Split(','))
        {
            if (accepted.AsSpan(part).Trim().Equals(Gzip, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A message, serialized and compressed.</summary>
    public static ReadOnlyMemory<byte> Compress(IMessage message)
    {
        using MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            message.WriteTo(gzip);
        }

        return compressed.GetBuffer().AsMemory(0, (int)compressed.Length);
    }

    /// <summary>The bytes of a compressed message, of which no more than the limit are ever made.</summary>
    /// <exception cref="RpcException">They are not gzip, or more than the limit.</exception>
    public static ReadOnlySequence<byte> Decompress(ReadOnlySequence<byte> compressed, int limit)
    {
        if (compressed.IsEmpty)
        {
            // The gzip of .NET makes nothing of nothing, and so do callers that use it.
            return compressed;
        }

        if (compressed.Length < LeastGzipBytes)
        {
            throw NotGzip();
        }

        using GZipStream gzip = new(PipeReader.Create(compressed).AsStream(), CompressionMode.Decompress);
        ArrayBufferWriter<byte> bytes = new();
        try
        {
            while (gzip.Read(bytes.GetSpan(Math.Min(ChunkBytes, limit - bytes.WrittenCount + 1))) is int count and > 0)
            {
                bytes.Advance(count);
                if (bytes.WrittenCount > limit)
                {
                    throw Exhausted.AsItIs(
                        "message", $"A message is more than {limit} bytes when it is decompressed; that is the limit.");
                }
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            throw NotGzip();
        }

        return StatedLength(compressed) == (uint)bytes.WrittenCount
            ? new ReadOnlySequence<byte>(bytes.WrittenMemory)
            : throw NotGzip();
    }

    // GZipStream takes a stream that is cut off for its end; gzip says its length at the end, which tells.
    private static uint StatedLength(ReadOnlySequence<byte> compressed)
    {
        Span<byte> length = stackalloc byte[sizeof(uint)];
        compressed.Slice(compressed.Length - sizeof(uint)).CopyTo(length);
        return BinaryPrimitives.ReadUInt32LittleEndian(length);
    }

    private static RpcException NotGzip() =>
        new(StatusCode.Internal, "A compressed message cannot be decompressed by gzip.");
}
