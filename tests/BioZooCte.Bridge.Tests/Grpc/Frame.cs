using System.Buffers.Binary;
using System.IO.Compression;

using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace BioZooCte.Bridge.Tests.Grpc;

/// <summary>Messages as bytes on the wire, made by hand.</summary>
internal static class Frame
{
    /// <summary>Flag, length, payload.</summary>
    public static byte[] Raw(byte flag, uint length, byte[] payload)
    {
        byte[] frame = new byte[5 + payload.Length];
        frame[0] = flag;
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), length);
        payload.CopyTo(frame, 5);
        return frame;
    }

    /// <summary>A payload with its true length.</summary>
    public static byte[] Raw(byte flag, byte[] payload) => Raw(flag, (uint)payload.Length, payload);

    /// <summary>A message of so many bytes.</summary>
    public static byte[] Of(int bytes) => Of(new byte[bytes]);

    /// <summary>A message of these bytes.</summary>
    public static byte[] Of(byte[] bytes) => Raw(0, Payload(bytes));

    /// <summary>A compressed message of these bytes.</summary>
    public static byte[] Gzip(byte[] bytes) => Raw(1, Compress(Payload(bytes)));

    /// <summary>The payload of a message of these bytes.</summary>
    public static byte[] Payload(byte[] bytes) => Message(bytes).ToByteArray();

    /// <summary>A message of these bytes.</summary>
    public static BytesValue Message(byte[] bytes) => new() { Value = ByteString.CopyFrom(bytes) };

    /// <summary>Bytes by gzip.</summary>
    public static byte[] Compress(byte[] bytes)
    {
        using MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }

        return compressed.ToArray();
    }

    /// <summary>Bytes out of gzip.</summary>
    public static byte[] Decompress(byte[] bytes)
    {
        using MemoryStream plain = new();
        using (GZipStream gzip = new(new MemoryStream(bytes), CompressionMode.Decompress))
        {
            gzip.CopyTo(plain);
        }

        return plain.ToArray();
    }
}
