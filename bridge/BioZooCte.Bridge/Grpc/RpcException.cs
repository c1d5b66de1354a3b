using Google.Protobuf;

namespace BioZooCte.Bridge.Grpc;

/// <summary>A status that goes to the caller as it stands.</summary>
/// <param name="code">How the call ended; not <see cref="StatusCode.Ok"/>.</param>
/// <param name="message">What the caller reads; nothing secret.</param>
/// <param name="details">
/// Messages for programs, such as <c>google.rpc.BadRequest</c>; the last ones beyond about 4 KB are left out.
/// </param>
internal sealed class RpcException(StatusCode code, string message, params IMessage[] details) : Exception(message)
{
    /// <summary>How the call ended.</summary>
    public StatusCode Code { get; } = code;

    /// <summary>Messages for programs, the most important first.</summary>
    public IReadOnlyList<IMessage> Details { get; } = details;

    /// <summary>When the caller's library should try again; negative for never; null leaves it to the caller.</summary>
    public TimeSpan? RetryPushback { get; init; }
}
