using Google.Protobuf;

namespace BioZooCte.Bridge.Grpc;

/// <summary>How a call ended, as it goes to the caller.</summary>
/// <param name="Code">The code.</param>
/// <param name="Message">What the caller reads; empty with <see cref="StatusCode.Ok"/>.</param>
internal sealed record CallStatus(StatusCode Code, string Message = "")
{
    /// <summary>The call was answered.</summary>
    public static CallStatus Ok { get; } = new(StatusCode.Ok);

    /// <summary>Messages for programs.</summary>
    public IReadOnlyList<IMessage> Details { get; init; } = [];

    /// <summary>When to try again; negative for never; null for no advice.</summary>
    public TimeSpan? RetryPushback { get; init; }

    /// <summary>The status that an exception carries.</summary>
    public static CallStatus From(RpcException exception) =>
        new(exception.Code, exception.Message)
        {
            Details = exception.Details,
            RetryPushback = exception.RetryPushback,
        };
}
