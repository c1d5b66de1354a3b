using System.Buffers;
using System.Buffers.Binary;

using Google.Protobuf;

namespace BioZooCte.Bridge.Grpc;

/// <summary>Writes a message with the flag and the length before it, straight into the buffers of the answer.</summary>
internal static class MessageWriter
{
    /// <summary>Writes one message.</summary>
    /// <param name="body">The body of the answer.</param>
    /// <param name="message">The message.</param>
    /// <param name="compress">Whether by gzip; an empty one never is.</param>
    /// <param name="maxBytes">The largest message before compression; null for any.</param>
    /// <exception cref="RpcException">It is larger; nothing was written.</exception>
    public static void Write(IBufferWriter<byte> body, IMessage message, bool compress, int? maxBytes)
    {
        int size = message.CalculateSize();
        if (size > maxBytes)
        {
            throw new RpcException(
                StatusCode.ResourceExhausted, $"A message of the answer has {size} bytes; the limit is {maxBytes}.");
        }

        if (compress && size > 0)
        {
            ReadOnlyMemory<byte> compressed = Encodings.Compress(message);
            WritePrefix(body, 1, compressed.Length);
            body.Write(compressed.Span);
        }
        else
        {
            WritePrefix(body, 0, size);
            message.WriteTo(body);
        }
    }

    private static void WritePrefix(IBufferWriter<byte> body, byte flag, int length)
    {
        Span<byte> prefix = body.GetSpan(MessageReader.PrefixBytes);
        prefix[0] = flag;
        BinaryPrimitives.WriteInt32BigEndian(prefix[1..], length);
        body.Advance(MessageReader.PrefixBytes);
    }
}
