using System.Diagnostics;

using Microsoft.AspNetCore.Http;

namespace BioZooCte.Bridge.Grpc;

/// <summary>A call in a trace, by OpenTelemetry's conventions for gRPC: a span of the server, with its status.</summary>
internal static class CallTrace
{
    /// <summary>
    /// Begins the span of a call, below the caller's where it says what that is; what was current before is so no more.
    /// </summary>
    /// <param name="source">Where spans come from; null for none.</param>
    /// <param name="http">The request.</param>
    /// <param name="method">The path of a method that there is.</param>
    /// <returns>The span, which the caller disposes; null where nobody listens.</returns>
    public static Activity? Begin(ActivitySource? source, HttpContext http, string method)
    {
        if (source?.HasListeners() is not true)
        {
            return null;
        }

        ActivityContext parent = ParentOf(http.Request.Headers);
        if (parent == default)
        {
            Activity.Current = null; // it would be the parent, of which nobody hears
        }

        string[] parts = method.Split('/');
        return source.StartActivity(
            method[1..],
            ActivityKind.Server,
            parent,
            [
                new("rpc.system", "grpc"),
                new("rpc.service", parts[1]),
                new("rpc.method", parts[2]),
                new("client.address", http.Connection.RemoteIpAddress?.ToString()),
            ]);
    }

    /// <summary>Says how the call ended.</summary>
    /// <param name="span">The span; null for none.</param>
    /// <param name="status">The status; null where the caller is gone, so that there was none to send.</param>
    public static void End(Activity? span, CallStatus? status)
    {
        StatusCode code = status?.Code ?? StatusCode.Cancelled;
        span?.SetTag("rpc.grpc.status_code", (int)code);
        if (IsFaultOfServer(code))
        {
            span?.SetStatus(ActivityStatusCode.Error, status?.Message);
        }
    }

    // What a caller did wrong is no error of the server.
    private static bool IsFaultOfServer(StatusCode code) => code
        is StatusCode.Unknown or StatusCode.DeadlineExceeded or StatusCode.Unimplemented or StatusCode.Internal
        or StatusCode.Unavailable or StatusCode.DataLoss;

    // The server's own span of the request counts where somebody listens to it; else the trace would lack a parent.
    private static ActivityContext ParentOf(IHeaderDictionary headers)
    {
        if (Activity.Current is { } outer && outer.Source.HasListeners())
        {
            return outer.Context;
        }

        return ActivityContext.TryParse(headers.TraceParent, headers.TraceState, isRemote: true, out ActivityContext remote)
            ? remote
            : default;
    }
}
