using Microsoft.Extensions.Logging;

namespace BioZooCte.Bridge.Grpc;

/// <summary>What the gRPC layer logs.</summary>
internal static partial class GrpcLog
{
    [LoggerMessage(1, LogLevel.Debug, "{Method} from {Peer} ended with {Code} {Message}")]
    public static partial void CallEnded(
        this ILogger logger, string method, string peer, StatusCode code, string message);

    [LoggerMessage(2, LogLevel.Error, "{Method} failed by an exception that has no status")]
    public static partial void CallFailed(this ILogger logger, Exception exception, string method);

    [LoggerMessage(3, LogLevel.Information, "{Method} from {Peer} was ended before its handler: {Reason}")]
    public static partial void CallCutShort(this ILogger logger, string method, string peer, CallEnd reason);

    [LoggerMessage(4, LogLevel.Debug, "{Method} from {Peer} is no call: HTTP status {Status}")]
    public static partial void NoCall(this ILogger logger, string method, string peer, int status);

    [LoggerMessage(5, LogLevel.Information, "No new calls are taken; those that run have {DrainTime}")]
    public static partial void Stopping(this ILogger logger, TimeSpan drainTime);
}
