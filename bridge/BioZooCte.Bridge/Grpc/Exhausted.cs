using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;

namespace BioZooCte.Bridge.Grpc;

/// <summary>
/// What is more than the server takes. Each says what there is too much of and when the caller may try again: the same
/// call where others have to make room, smaller parts where nothing else helps.
/// </summary>
internal static class Exhausted
{
    /// <summary>There is no room now; there will be.</summary>
    /// <param name="subject">What there is too much of, such as <c>rankings</c>.</param>
    /// <param name="message">What the caller reads.</param>
    /// <param name="delay">When to try again.</param>
    public static RpcException ForNow(string subject, string message, TimeSpan delay) =>
        new(StatusCode.ResourceExhausted, message, Details(subject, message, delay)) { RetryPushback = delay };

    /// <summary>The same call never succeeds: a library is to leave it, and its program may send less at once.</summary>
    /// <inheritdoc cref="ForNow"/>
    public static RpcException AsItIs(string subject, string message) =>
        new(StatusCode.ResourceExhausted, message, Details(subject, message, TimeSpan.Zero))
        {
            RetryPushback = TimeSpan.FromMilliseconds(-1),
        };

    private static IMessage[] Details(string subject, string message, TimeSpan delay) =>
    [
        new RetryInfo { RetryDelay = Duration.FromTimeSpan(delay) },
        new QuotaFailure { Violations = { new QuotaFailure.Types.Violation { Subject = subject, Description = message } } },
    ];
}
