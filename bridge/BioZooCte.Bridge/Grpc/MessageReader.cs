using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Pipelines;

using Google.Protobuf;

namespace BioZooCte.Bridge.Grpc;

/// <summary>
/// Reads the messages of a request: a flag, a length, the bytes; frames of HTTP/2 mean nothing here. Bytes are taken as
/// they come, all messages into the same array: a large <c>bytes</c> field is lent, see <see cref="LendingParser"/>.
/// </summary>
/// <param name="body">The body of the request.</param>
/// <param name="isGzip">Whether the caller said that messages with the flag are gzip.</param>
/// <param name="maxBytes">The largest message, compressed as well as decompressed.</param>
internal sealed class MessageReader(PipeReader body, bool isGzip, int maxBytes)
{
    /// <summary>The bytes before a message: the flag and the length.</summary>
    public const int PrefixBytes = 5;

    private byte[] _bytes = [];
    private long _waitingSince;

    /// <summary>Whether the message that was read last came compressed.</summary>
    public bool LastWasCompressed { get; private set; }

    /// <summary>For how long the next bytes have been waited for; no time while there are some. From any thread.</summary>
    public TimeSpan Silence =>
        Volatile.Read(ref _waitingSince) is not 0 and long since ? Stopwatch.GetElapsedTime(since) : TimeSpan.Zero;

    /// <summary>The next message; null after the last. What large bytes it has are valid until the next is read.</summary>
    /// <exception cref="RpcException">The bytes break the protocol, or a limit.</exception>
    /// <exception cref="OperationCanceledException">The call has ended.</exception>
    public async ValueTask<T?> ReadAsync<T>(MessageParser<T> parser, CancellationToken cancellationToken)
        where T : class, IMessage<T>
    {
        if (await ReadPrefixAsync(cancellationToken).ConfigureAwait(false) is not { } prefix)
        {
            _bytes = []; // nothing comes any more, but the call may go on for long
            return null;
        }

        await TakeAsync(prefix.Length, cancellationToken).ConfigureAwait(false);
        T message = Parse(parser, prefix);
        LastWasCompressed = prefix.IsCompressed;
        return message;
    }

    private async ValueTask<(bool IsCompressed, int Length)?> ReadPrefixAsync(CancellationToken cancellationToken)
    {
        ReadResult result = await ReadBodyAsync(PrefixBytes, cancellationToken).ConfigureAwait(false);
        ReadOnlySequence<byte> prefix = result.Buffer.Slice(0, Math.Min(PrefixBytes, result.Buffer.Length));
        try
        {
            return prefix.IsEmpty ? null : Prefix(prefix);
        }
        finally
        {
            body.AdvanceTo(prefix.End);
        }
    }

    // The length is held against the limit as soon as it is known: no byte more of such a message is taken.
    private (bool IsCompressed, int Length) Prefix(ReadOnlySequence<byte> buffer)
    {
        if (buffer.Length < PrefixBytes)
        {
            throw EndsInside();
        }

        Span<byte> prefix = stackalloc byte[PrefixBytes];
        buffer.CopyTo(prefix);
        bool isCompressed = prefix[0] switch
        {
            0 => false,
            1 when isGzip => true,
            1 => throw new RpcException(
                StatusCode.Internal, "A message is flagged as compressed, but grpc-encoding names no compression."),
            byte flag => throw new RpcException(
                StatusCode.Internal, $"The flag before a message is {flag}; expected 0 or 1."),
        };

        uint length = BinaryPrimitives.ReadUInt32BigEndian(prefix[1..]);
        return length <= maxBytes
            ? (isCompressed, (int)length)
            : throw Exhausted.AsItIs("message", $"A message has {length} bytes; the limit is {maxBytes}.");
    }

    private async ValueTask TakeAsync(int length, CancellationToken cancellationToken)
    {
        for (int taken = 0; taken < length;)
        {
            ReadResult result = await ReadBodyAsync(1, cancellationToken).ConfigureAwait(false);
            ReadOnlySequence<byte> part = result.Buffer.Slice(0, Math.Min(length - taken, result.Buffer.Length));
            Reserve(taken, (int)part.Length, length);
            part.CopyTo(_bytes.AsSpan(taken));
            taken += (int)part.Length;
            body.AdvanceTo(part.End);
            if (result.IsCompleted && taken < length)
            {
                throw EndsInside();
            }
        }
    }

    // Memory grows with what came, not with what was announced.
    private void Reserve(int taken, int more, int length)
    {
        if (taken + more > _bytes.Length)
        {
            byte[] larger =
                GC.AllocateUninitializedArray<byte>(Math.Min(length, Math.Max(taken + more, 2 * _bytes.Length)));
            _bytes.AsSpan(0, taken).CopyTo(larger);
            _bytes = larger;
        }
    }

    private async ValueTask<ReadResult> ReadBodyAsync(int least, CancellationToken cancellationToken)
    {
        Volatile.Write(ref _waitingSince, Stopwatch.GetTimestamp());
        try
        {
            return await body.ReadAtLeastAsync(least, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            throw new OperationCanceledException("The caller reset the call.", exception, cancellationToken);
        }
        finally
        {
            Volatile.Write(ref _waitingSince, 0);
        }
    }

    private T Parse<T>(MessageParser<T> parser, (bool IsCompressed, int Length) prefix)
        where T : class, IMessage<T>
    {
        try
        {
            return prefix.IsCompressed
                ? parser.ParseFrom(Encodings.Decompress(new ReadOnlySequence<byte>(_bytes, 0, prefix.Length), maxBytes))
                : LendingParser.Parse(parser, _bytes, prefix.Length);
        }
        catch (InvalidProtocolBufferException)
        {
            throw new RpcException(StatusCode.Internal, "A message cannot be read as what the method expects.");
        }
    }

    private static RpcException EndsInside() => new(StatusCode.Internal, "The request ends inside a message.");
}
