using System.Runtime.CompilerServices;

using Google.Protobuf;

namespace BioZooCte.Bridge.Grpc;

/// <summary>The messages of a request, of one type.</summary>
/// <param name="reader">Where they come from.</param>
/// <param name="call">The call.</param>
internal sealed class RequestMessages<T>(MessageReader reader, ServerCall call)
    where T : class, IMessage<T>, new()
{
    private static readonly MessageParser<T> Parser = new(static () => new T());

    /// <summary>The only message.</summary>
    /// <exception cref="RpcException">There is none, or more than one.</exception>
    public async Task<T> ReadOnlyAsync()
    {
        T? message = await reader.ReadAsync(Parser, call.CancellationToken).ConfigureAwait(false)
            ?? throw Miscounted("none");
        call.RequestCompressed = reader.LastWasCompressed;
        return await reader.ReadAsync(Parser, call.CancellationToken).ConfigureAwait(false) is null
            ? message
            : throw Miscounted("more");
    }

    /// <summary>All messages, as they come; large bytes of one are valid until the next is asked for.</summary>
    public async IAsyncEnumerable<T> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await reader.ReadAsync(Parser, cancellationToken).ConfigureAwait(false) is { } message)
        {
            call.RequestCompressed = reader.LastWasCompressed;
            yield return message;
        }
    }

    private RpcException Miscounted(string found) =>
        new(StatusCode.Unimplemented, $"{call.Method} takes one message; found {found}.");
}
