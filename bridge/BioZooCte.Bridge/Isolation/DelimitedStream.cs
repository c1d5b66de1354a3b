using System.Buffers.Binary;

using Google.Protobuf;

namespace BioZooCte.Bridge.Isolation;

/// <summary>Messages one after another in a stream: four bytes of length, little-endian, then the message.</summary>
internal static class DelimitedStream
{
    /// <summary>Writes a message.</summary>
    public static async Task WriteAsync(Stream stream, IMessage message, CancellationToken cancellationToken)
    {
        int size = message.CalculateSize();
        byte[] bytes = new byte[sizeof(int) + size];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, size);
        message.WriteTo(bytes.AsSpan(sizeof(int)));
        await stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads a message; null where the stream ends, also inside one.</summary>
    public static async Task<T?> ReadAsync<T>(Stream stream, MessageParser<T> parser, CancellationToken cancellationToken)
        where T : class, IMessage<T>
    {
        byte[] prefix = new byte[sizeof(int)];
        if (await ReadAsync(stream, prefix, cancellationToken).ConfigureAwait(false) < prefix.Length)
        {
            return null;
        }

        byte[] bytes = new byte[BinaryPrimitives.ReadInt32LittleEndian(prefix)];
        return await ReadAsync(stream, bytes, cancellationToken).ConfigureAwait(false) < bytes.Length
            ? null
            : parser.ParseFrom(bytes);
    }

    private static Task<int> ReadAsync(Stream stream, byte[] bytes, CancellationToken cancellationToken) =>
        stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken).AsTask();
}
