using BioZooCte.Bridge.Grpc;

using Google.Protobuf;
using Google.Protobuf.Reflection;

using Grpc.Testing;

namespace BioZooCte.Interop.Server;

/// <summary>
/// <c>grpc.testing.TestService</c> as the official interop test descriptions ask for it: payloads of the stated
/// sizes, echoed metadata and statuses, compression on demand. UnimplementedCall stays without a handler.
/// </summary>
internal sealed class TestService(RunningCalls running)
{
    /// <summary>The service as the protocol layer takes it.</summary>
    public ServiceTable Table => new ServiceTable(Descriptor)
        .Unary<Empty, Empty>("EmptyCall", EmptyAsync)
        .Unary<SimpleRequest, SimpleResponse>("UnaryCall", UnaryAsync)
        .Unary<SimpleRequest, SimpleResponse>("CacheableUnaryCall", CacheableUnaryAsync)
        .ServerStreaming<StreamingOutputCallRequest, StreamingOutputCallResponse>("StreamingOutputCall", OutputAsync)
        .ClientStreaming<StreamingInputCallRequest, StreamingInputCallResponse>("StreamingInputCall", InputAsync)
        .Duplex<StreamingOutputCallRequest, StreamingOutputCallResponse>("FullDuplexCall", FullDuplexAsync)
        .Duplex<StreamingOutputCallRequest, StreamingOutputCallResponse>("HalfDuplexCall", HalfDuplexAsync);

    /// <summary>Its description, with the file it stands in.</summary>
    public static ServiceDescriptor Descriptor =>
        TestReflection.Descriptor.FindTypeByName<ServiceDescriptor>("TestService");

    private Task<Empty> EmptyAsync(Empty request, ServerCall call)
    {
        EchoedMetadata.Answer(call);
        running.Answer(call);
        return Task.FromResult(new Empty());
    }

    private Task<SimpleResponse> UnaryAsync(SimpleRequest request, ServerCall call)
    {
        EchoedMetadata.Answer(call);
        EchoedStatus.Answer(request.ResponseStatus, call);
        CompressionProbe.Check(request.ExpectCompressed, call);
        call.CompressResponse = request.ResponseCompressed?.Value ?? false;
        SimpleResponse response = new() { Payload = Zeros(request.ResponseType, request.ResponseSize) };
        return Task.FromResult(response);
    }

    private Task<SimpleResponse> CacheableUnaryAsync(SimpleRequest request, ServerCall call)
    {
        call.ResponseHeaders.Add("cache-control", "max-age=60, public");
        return UnaryAsync(request, call);
    }

    private async Task OutputAsync(
        StreamingOutputCallRequest request, IResponseStream<StreamingOutputCallResponse> responses, ServerCall call)
    {
        using IDisposable entry = running.Enter(call.CancellationToken);
        EchoedMetadata.Answer(call);
        await RespondAsync(request, responses, call);
    }

    private async Task<StreamingInputCallResponse> InputAsync(
        IAsyncEnumerable<StreamingInputCallRequest> requests, ServerCall call)
    {
        using IDisposable entry = running.Enter(call.CancellationToken);
        EchoedMetadata.Answer(call);
        int size = 0;
        await foreach (StreamingInputCallRequest request in requests)
        {
            CompressionProbe.Check(request.ExpectCompressed, call);
            size += request.Payload?.Body.Length ?? 0;
        }

        return new StreamingInputCallResponse { AggregatedPayloadSize = size };
    }

    private async Task FullDuplexAsync(
        IAsyncEnumerable<StreamingOutputCallRequest> requests,
        IResponseStream<StreamingOutputCallResponse> responses,
        ServerCall call)
    {
        using IDisposable entry = running.Enter(call.CancellationToken);
        EchoedMetadata.Answer(call);
        await call.SendHeadersAsync();
        await foreach (StreamingOutputCallRequest request in requests)
        {
            await RespondAsync(request, responses, call);
        }
    }

    private async Task HalfDuplexAsync(
        IAsyncEnumerable<StreamingOutputCallRequest> requests,
        IResponseStream<StreamingOutputCallResponse> responses,
        ServerCall call)
    {
        using IDisposable entry = running.Enter(call.CancellationToken);
        EchoedMetadata.Answer(call);
        List<StreamingOutputCallRequest> all = [];
        await foreach (StreamingOutputCallRequest request in requests)
        {
            request.Payload = null; // its bytes are valid until the next request only, and no answer needs them
            all.Add(request);
        }

        foreach (StreamingOutputCallRequest request in all)
        {
            await RespondAsync(request, responses, call);
        }
    }

    private static async Task RespondAsync(
        StreamingOutputCallRequest request, IResponseStream<StreamingOutputCallResponse> responses, ServerCall call)
    {
        EchoedStatus.Answer(request.ResponseStatus, call);
        foreach (ResponseParameters parameters in request.ResponseParameters)
        {
            if (parameters.IntervalUs > 0)
            {
                await Task.Delay(TimeSpan.FromMicroseconds(parameters.IntervalUs), call.CancellationToken);
            }

            responses.Compress = parameters.Compressed?.Value ?? false;
            StreamingOutputCallResponse response = new() { Payload = Zeros(request.ResponseType, parameters.Size) };
            await responses.WriteAsync(response, call.CancellationToken);
        }
    }

    private static Payload Zeros(PayloadType type, int size) =>
        size < 0
            ? throw new RpcException(StatusCode.InvalidArgument, $"The size is {size}; expected none below 0.")
            : new Payload { Type = type, Body = UnsafeByteOperations.UnsafeWrap(new byte[size]) };
}
