using System.Diagnostics;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Logging;

namespace BioZooCte.Bridge.Grpc;

/// <summary>Takes a request, finds who answers it, and sees to it that it ends with a status.</summary>
/// <param name="methods">All methods.</param>
/// <param name="options">What holds for every call.</param>
/// <param name="stop">The end of the server.</param>
/// <param name="logger">The log.</param>
internal sealed class CallDispatcher(MethodTable methods, GrpcOptions options, GracefulStop stop, ILogger logger)
{
    private readonly ExceptionStatus _statuses = new(options.MapException, logger);

    /// <summary>Answers a request.</summary>
    public async Task HandleAsync(HttpContext http)
    {
        if (CallRequest.Refusal(http.Request) is { } refusal)
        {
            http.Response.StatusCode = refusal;
            logger.NoCall(CallRequest.PathOf(http), PeerName.Of(http.Connection), refusal);
            return;
        }

        LiftLimits(http);
        CallResponse response = new(http, options.MaxSendBytes);
        Activity? span = null;
        try
        {
            CallRequest request = CallRequest.Read(http);
            MethodHandler handler = methods[request.Method];
            span = CallTrace.Begin(options.Trace, http, request.Method);
            if (stop.IsStopping)
            {
                throw new RpcException(StatusCode.Unavailable, "The server is ending.");
            }

            await RunAsync(http, request, handler, response).ConfigureAwait(false);
        }
        catch (RpcException exception)
        {
            response.End(CallStatus.From(exception));
        }
        finally
        {
            CallTrace.End(span, response.Status);
            span?.Dispose();
        }

        if (response.Status is { } status && logger.IsEnabled(LogLevel.Debug))
        {
            logger.CallEnded(CallRequest.PathOf(http), PeerName.Of(http.Connection), status.Code, status.Message);
        }
    }

    // A stream may be long, and silent for long.
    private static void LiftLimits(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }

        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null;
        }
    }

    private async Task RunAsync(HttpContext http, CallRequest request, MethodHandler handler, CallResponse response)
    {
        if (request.Timeout == TimeSpan.Zero)
        {
            throw new RpcException(StatusCode.DeadlineExceeded, EndMessage(CallEnd.Deadline));
        }

        CancellationTokenSource source = new();
        MessageReader requests = new(http.Request.BodyReader, request.IsGzip, options.MaxReceiveBytes);
        ServerCall call = new(request.Method, HeaderMetadata.Read(http.Request.Headers), response.SendHeadersAsync)
        {
            Peer = PeerName.Of(http.Connection),
            ClientCertificate = http.Connection.ClientCertificate,
            Deadline = request.Timeout is { } timeout
                ? GrpcTimeout.DeadlineAfter(timeout, options.TimeProvider.GetUtcNow())
                : null,
            CancellationToken = source.Token,
            Requests = requests,
        };
        response.Use(call);
        CallLimits limits = new(request.Timeout, options.TimeProvider, http.RequestAborted, stop.Stopped);
        using (CallLifetime lifetime = new(source, limits, reason => CutShort(response, call, reason)))
        {
            CallStatus status = await AnswerAsync(call, handler, requests, response).ConfigureAwait(false);
            response.End(status);
        }

        await response.ResetDone.ConfigureAwait(false);
    }

    private async Task<CallStatus> AnswerAsync(
        ServerCall call, MethodHandler handler, MessageReader requests, CallResponse response)
    {
        try
        {
            if (options.Authorize is { } authorize)
            {
                await authorize(call).ConfigureAwait(false);
            }

            await handler(call, requests, response).ConfigureAwait(false);
            return CallStatus.Ok;
        }
        catch (Exception) when (call.CancellationToken.IsCancellationRequested)
        {
            // What cut the call short has said so; whatever this is, it came of it.
            return new CallStatus(StatusCode.Cancelled);
        }
#pragma warning disable CA1031 // Whatever a handler throws is the status of its call, not the end of the server.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return _statuses.Of(exception, call.Method);
        }
    }

    private void CutShort(CallResponse response, ServerCall call, CallEnd reason)
    {
        logger.CallCutShort(call.Method, call.Peer, reason);
        response.Abort(reason switch
        {
            CallEnd.Deadline => new CallStatus(StatusCode.DeadlineExceeded, EndMessage(reason)),
            CallEnd.ServerStopped => new CallStatus(StatusCode.Unavailable, EndMessage(reason)),
            _ => null,
        });
    }

    private static string EndMessage(CallEnd reason) => reason switch
    {
        CallEnd.Deadline => "The time given by the caller is over.",
        _ => "The server is ending.",
    };
}
