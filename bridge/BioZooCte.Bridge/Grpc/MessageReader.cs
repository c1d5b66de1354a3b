using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;

using Google.Protobuf;

namespace BioZooCte.Bridge.Grpc;

/// <summary>Reads the messages of a request: a flag, a length, the bytes; frames of HTTP/2 mean nothing here.</summary>
/// <param name="body">The body of the request.</param>
/// <param name="isGzip">Whether the caller said that messages with the flag are gzip.</param>
/// <param name="maxBytes">The largest message, compressed as well as decompressed.</param>
internal sealed class MessageReader(PipeReader body, bool isGzip, int maxBytes)
{
    /// <summary>The bytes before a message: the flag and the length.</summary>
    public const int PrefixBytes = 5;

    /// <summary>Whether the message that was read last came compressed.</summary>
    public bool LastWasCompressed { get; private set; }

    /// <summary>The next message; null after the last.</summary>
    /// <exception cref="RpcException">The bytes break the protocol, or a limit.</exception>
    /// <exception cref="OperationCanceledException">The call has ended.</exception>
    public async ValueTask<T?> ReadAsync<T>(MessageParser<T> parser, CancellationToken cancellationToken)
        where T : class, IMessage<T>
    {
        while (true)
        {
            ReadResult result = await ReadBodyAsync(cancellationToken).ConfigureAwait(false);
            ReadOnlySequence<byte> buffer = result.Buffer;
            SequencePosition consumed = buffer.Start;
            SequencePosition examined = buffer.End;
            try
            {
                if (TryFindMessage(buffer, out bool isCompressed, out ReadOnlySequence<byte> payload))
                {
                    T message = Parse(parser, isCompressed, payload);
                    consumed = payload.End;
                    examined = consumed;
                    LastWasCompressed = isCompressed;
                    return message;
                }

                if (result.IsCompleted)
                {
                    return buffer.IsEmpty
                        ? null
                        : throw new RpcException(StatusCode.Internal, "The request ends inside a message.");
                }
            }
            finally
            {
                body.AdvanceTo(consumed, examined);
            }
        }
    }

    private async ValueTask<ReadResult> ReadBodyAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            throw new OperationCanceledException("The caller reset the call.", exception, cancellationToken);
        }
    }

    // The length is held against the limit as soon as it is known: no byte more of such a message is taken.
    private bool TryFindMessage(
        ReadOnlySequence<byte> buffer, out bool isCompressed, out ReadOnlySequence<byte> payload)
    {
        isCompressed = false;
        payload = default;
        if (buffer.Length < PrefixBytes)
        {
            return false;
        }

        Span<byte> prefix = stackalloc byte[PrefixBytes];
        buffer.Slice(0, PrefixBytes).CopyTo(prefix);
        isCompressed = prefix[0] switch
        {
            0 => false,
            1 when isGzip => true,
            1 => throw new RpcException(
                StatusCode.Internal, "A message is flagged as compressed, but grpc-encoding names no compression."),
            byte flag => throw new RpcException(
                StatusCode.Internal, $"The flag before a message is {flag}; expected 0 or 1."),
        };

        uint length = BinaryPrimitives.ReadUInt32BigEndian(prefix[1..]);
        if (length > maxBytes)
        {
            throw new RpcException(
                StatusCode.ResourceExhausted, $"A message has {length} bytes; the limit is {maxBytes}.");
        }

        if (buffer.Length - PrefixBytes < length)
        {
            return false;
        }

        payload = buffer.Slice(PrefixBytes, length);
        return true;
    }

    private T Parse<T>(MessageParser<T> parser, bool isCompressed, ReadOnlySequence<byte> payload)
        where T : class, IMessage<T>
    {
        try
        {
            return parser.ParseFrom(isCompressed ? Encodings.Decompress(payload, maxBytes) : payload);
        }
        catch (InvalidProtocolBufferException)
        {
            throw new RpcException(StatusCode.Internal, "A message cannot be read as what the method expects.");
        }
    }
}
