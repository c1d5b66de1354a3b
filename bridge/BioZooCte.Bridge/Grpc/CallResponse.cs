using System.IO.Pipelines;

using Google.Protobuf;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace BioZooCte.Bridge.Grpc;

/// <summary>
/// The answer to a call: headers, messages, and a status at the end, which is set once by whoever comes first, the
/// handler or what ends its call before it. Nothing is written after it.
/// </summary>
internal sealed class CallResponse
{
    // Trailers stand behind messages that a slow caller has not read; it is not waited for longer than this.
    private static readonly TimeSpan TrailerTime = TimeSpan.FromMilliseconds(250);
    private const int ResetNoError = 0;
    private const int ResetCancel = 8;

    private readonly HttpContext _http;
    private readonly PipeWriter _body;
    private readonly int? _maxBytes;
    private readonly bool _callerReadsGzip;
    private readonly Lock _gate = new();
    private ServerCall? _call;
    private bool _headersWritten;
    private bool _isFlushing;
    private bool _hasEnded;

    /// <summary>Begins an answer.</summary>
    /// <param name="http">The request, which is a call.</param>
    /// <param name="maxBytes">The largest message; null for any.</param>
    public CallResponse(HttpContext http, int? maxBytes)
    {
        _http = http;
        _body = http.Response.BodyWriter;
        _maxBytes = maxBytes;
        _callerReadsGzip = Encodings.AcceptsGzip(http.Request.Headers["grpc-accept-encoding"].ToString());
        http.Response.ContentType = ContentType.OfAnswer(http.Request.ContentType!);
        http.Response.Headers["grpc-accept-encoding"] = Encodings.Accepted;
    }

    /// <summary>The status that was set; null as long as there is none.</summary>
    public CallStatus? Status { get; private set; }

    /// <summary>Completes when nothing touches the request any more.</summary>
    public Task ResetDone { get; private set; } = Task.CompletedTask;

    /// <summary>Says whose headers and trailers go with the answer.</summary>
    public void Use(ServerCall call) => _call = call;

    /// <summary>Sends the headers, if they are not sent yet.</summary>
    public async Task SendHeadersAsync()
    {
        ValueTask<FlushResult> flush;
        lock (_gate)
        {
            ThrowIfNotWritable();
            if (_headersWritten)
            {
                return;
            }

            WriteHeaders();
            flush = BeginFlush();
        }

        await AwaitFlushAsync(flush, default).ConfigureAwait(false);
    }

    /// <summary>Writes a message that goes out with the status; for the only message of an answer.</summary>
    public void Write(IMessage message)
    {
        lock (_gate)
        {
            ThrowIfNotWritable();
            WriteMessage(message);
        }
    }

    /// <summary>Writes a message, sends it, and waits until there is room for another.</summary>
    /// <exception cref="OperationCanceledException">The call has ended.</exception>
    public async Task WriteAsync(IMessage message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ValueTask<FlushResult> flush;
        lock (_gate)
        {
            ThrowIfNotWritable();
            WriteMessage(message);
            flush = BeginFlush();
        }

        await AwaitFlushAsync(flush, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sets the status, unless there is one; it is sent when the request is over.</summary>
    /// <returns>Whether there was none.</returns>
    public bool End(CallStatus status)
    {
        lock (_gate)
        {
            if (_hasEnded)
            {
                return false;
            }

            WriteStatus(status);
            return true;
        }
    }

    /// <summary>
    /// Sets the status, unless there is one, sends it and resets the request, whatever its handler does.
    /// </summary>
    /// <param name="status">The status; null where there is nobody to send it to.</param>
    public void Abort(CallStatus? status)
    {
        lock (_gate)
        {
            if (_hasEnded)
            {
                return;
            }

            if (status is null)
            {
                _hasEnded = true;
                _body.CancelPendingFlush();
                return;
            }

            WriteStatus(status);
            _body.CancelPendingFlush();
            ResetDone = CompleteAndResetAsync(status.Code);
        }
    }

    private async Task CompleteAndResetAsync(StatusCode code)
    {
        await Task.Yield();
        bool isSent = false;
        try
        {
            await _http.Response.CompleteAsync().WaitAsync(TrailerTime).ConfigureAwait(false);
            isSent = true;
        }
        catch (Exception exception) when (exception is TimeoutException or IOException or OperationCanceledException)
        {
            // The caller does not read, or is gone: the reset says it.
        }

        // A caller who still sends may drop what it has read when it is reset by an error. After a deadline that is
        // what the protocol wants; otherwise the status is to be read.
        bool isError = !isSent || code == StatusCode.DeadlineExceeded;
        _http.Features.Get<IHttpResetFeature>()?.Reset(isError ? ResetCancel : ResetNoError);
    }

    private void WriteMessage(IMessage message)
    {
        WriteHeaders();
        MessageWriter.Write(_body, message, _callerReadsGzip && _call?.CompressResponse is true, _maxBytes);
    }

    private void WriteHeaders()
    {
        if (_headersWritten)
        {
            return;
        }

        _headersWritten = true;
        if (_callerReadsGzip)
        {
            _http.Response.Headers["grpc-encoding"] = Encodings.Gzip;
        }

        if (_call is not null)
        {
            HeaderMetadata.Write(_call.ResponseHeaders, _http.Response.Headers);
        }
    }

    // Where nothing went before them, the trailers are the headers: one frame ends the call.
    private void WriteStatus(CallStatus status)
    {
        _hasEnded = true;
        Status = status;
        if (!_headersWritten && _call?.ResponseHeaders.Count > 0)
        {
            WriteHeaders();
        }

        IHeaderDictionary trailers = _headersWritten
            ? _http.Features.GetRequiredFeature<IHttpResponseTrailersFeature>().Trailers
            : _http.Response.Headers;
        StatusTrailers.Write(status, trailers);
        if (_call is not null)
        {
            HeaderMetadata.Write(_call.ResponseTrailers, trailers);
        }
    }

    private ValueTask<FlushResult> BeginFlush()
    {
        _isFlushing = true;
        return _body.FlushAsync();
    }

    // The flush gets no token: Kestrel would reset the request with it, and no status could be sent.
    private async Task AwaitFlushAsync(ValueTask<FlushResult> flush, CancellationToken cancellationToken)
    {
        try
        {
            using CancellationTokenRegistration cancel = flush.IsCompleted
                ? default
                : cancellationToken.UnsafeRegister(static state => ((PipeWriter)state!).CancelPendingFlush(), _body);
            FlushResult result = await flush.ConfigureAwait(false);
            if (result.IsCanceled || result.IsCompleted)
            {
                throw Ended(cancellationToken);
            }
        }
        finally
        {
            _isFlushing = false;
        }
    }

    private void ThrowIfNotWritable()
    {
        if (_hasEnded)
        {
            throw Ended(_call?.CancellationToken ?? default);
        }

        if (_isFlushing)
        {
            throw new InvalidOperationException("A message is still being written; expected one write at a time.");
        }
    }

    private static OperationCanceledException Ended(CancellationToken cancellationToken) =>
        new("The call has ended.", cancellationToken);
}
