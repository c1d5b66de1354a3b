using Microsoft.Extensions.Logging;

namespace BioZooCte.Bridge.Grpc;

/// <summary>Which status an exception of a handler is.</summary>
/// <param name="map">Knows the application's own exceptions; null knows none.</param>
/// <param name="logger">Where those go that nobody knows.</param>
internal sealed class ExceptionStatus(Func<Exception, RpcException?>? map, ILogger logger)
{
    private static readonly TimeSpan MemoryDelay = TimeSpan.FromSeconds(30);

    /// <summary>The status.</summary>
    /// <param name="exception">What the handler threw.</param>
    /// <param name="method">The method, for the log.</param>
    public CallStatus Of(Exception exception, string method)
    {
        if ((exception as RpcException ?? map?.Invoke(exception)) is { } known)
        {
            return known.Code == StatusCode.Ok
                ? new CallStatus(StatusCode.Unknown, known.Message)
                : CallStatus.From(known);
        }

        switch (exception)
        {
            case OperationCanceledException:
                return new CallStatus(StatusCode.Cancelled, "The call was cancelled.");
            case OutOfMemoryException:
                logger.CallFailed(exception, method);
                return CallStatus.From(
                    Exhausted.ForNow("memory", "The server has too little memory for this.", MemoryDelay));
            default:
                // The text may hold what is none of the caller's business.
                logger.CallFailed(exception, method);
                return new CallStatus(StatusCode.Unknown, "The server failed; its log says why.");
        }
    }
}
