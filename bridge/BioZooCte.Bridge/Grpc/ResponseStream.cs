using Google.Protobuf;

namespace BioZooCte.Bridge.Grpc;

/// <summary>The messages of an answer.</summary>
/// <param name="call">The call.</param>
/// <param name="response">Its answer.</param>
internal sealed class ResponseStream<T>(ServerCall call, CallResponse response) : IResponseStream<T>
    where T : IMessage<T>
{
    /// <inheritdoc/>
    public bool Compress
    {
        get => call.CompressResponse;
        set => call.CompressResponse = value;
    }

    /// <inheritdoc/>
    public Task WriteAsync(T message, CancellationToken cancellationToken = default) =>
        response.WriteAsync(message, cancellationToken);
}
