using System.Diagnostics;
using System.Net.Sockets;

using BioZooCte.Bridge.Grpc;

using Google.Protobuf.WellKnownTypes;

namespace BioZooCte.Bridge.Tests.Grpc;

/// <summary>Calls that end before their handlers: by their deadline, or by a caller who gives up.</summary>
[TestClass]
public sealed class LifetimeTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [TestMethod]
    public async Task Deadline_OfAHandlerThatListens_CancelsItAndIsDeadlineExceeded()
    {
        TaskCompletionSource<TimeSpan> left = new();
        TaskCompletionSource cancelled = new();
        await using EchoServer server = await EchoServer.StartAsync(table =>
            table.Unary<BytesValue, BytesValue>("Unary", async (request, call) =>
            {
                left.SetResult(call.Deadline!.Value - DateTimeOffset.UtcNow);
                try
                {
                    await Task.Delay(Timeout.Infinite, call.CancellationToken);
                }
                catch (OperationCanceledException)
                {
                    cancelled.SetResult();
                    throw;
                }

                return request;
            }));
        RawAnswer answer = await server.Client.CallAsync(
            EchoDescriptor.Unary, Frame.Of([1]), ("grpc-timeout", "200m"));
        Assert.AreEqual(StatusCode.DeadlineExceeded, answer.Status);
        Assert.IsLessThanOrEqualTo(200, (await left.Task).TotalMilliseconds);
        await cancelled.Task.WaitAsync(Soon);
    }

    [TestMethod]
    [DataRow(false, DisplayName = "a handler that waits and does not listen")]
    [DataRow(true, DisplayName = "a handler that blocks its thread")]
    public async Task Deadline_OfAHandlerThatIgnoresIt_IsAnsweredInTime(bool blocks)
    {
        TaskCompletionSource release = new();
        TaskCompletionSource<Exception?> afterwards = new();
        await using EchoServer server = await EchoServer.StartAsync(table =>
            table.ServerStreaming<BytesValue, BytesValue>("ServerStreaming", async (_, responses, _) =>
            {
                await responses.WriteAsync(Frame.Message([1]));
                if (blocks)
                {
                    release.Task.Wait();
                }
                else
                {
                    await release.Task;
                }

                try
                {
                    await responses.WriteAsync(Frame.Message([2]));
                    afterwards.SetResult(null);
                }
                catch (OperationCanceledException exception)
                {
                    afterwards.SetResult(exception);
                }
            }));
        Stopwatch watch = Stopwatch.StartNew();
        RawAnswer answer = await server.Client.CallAsync(
            EchoDescriptor.ServerStreaming, Frame.Of([1]), ("grpc-timeout", "300m")).WaitAsync(Soon);
        Assert.IsGreaterThanOrEqualTo(290L, watch.ElapsedMilliseconds);
        Assert.AreEqual(StatusCode.DeadlineExceeded, answer.Status);
        Assert.HasCount(1, answer.Messages);
        release.SetResult();
        Assert.IsNotNull(await afterwards.Task.WaitAsync(Soon));
        RawAnswer next = await server.Client.CallAsync(EchoDescriptor.Unary, Frame.Of([3]));
        Assert.AreEqual(3, next.OnlyValue()[0]);
    }

    [TestMethod]
    public async Task Deadline_WhileTheCallerStillSends_ResetsTheCall()
    {
        await using EchoServer server = await EchoServer.StartAsync();
        using FedContent body = new();
        body.Send(Frame.Of([1]));
        using RawAnswer answer = await server.Client
            .StartAsync(EchoDescriptor.Duplex, body, ("grpc-timeout", "300m")).WaitAsync(Soon);
        Assert.IsNotNull(await answer.ReadAsync());
        try
        {
            await answer.ReadAllAsync().WaitAsync(Soon);
            Assert.AreEqual(StatusCode.DeadlineExceeded, answer.Status);
        }
        catch (HttpProtocolException exception)
        {
            // The client drops the trailers when the reset comes before it has read them.
            Assert.AreEqual(8, exception.ErrorCode);
        }

        body.Complete();
    }

    [TestMethod]
    public async Task Deadline_OfACallerWhoDoesNotRead_FreesTheHandler()
    {
        TaskCompletionSource ended = new();
        await using EchoServer server = await EchoServer.StartAsync(table =>
            table.ServerStreaming<BytesValue, BytesValue>("ServerStreaming", async (_, responses, _) =>
            {
                try
                {
                    while (true)
                    {
                        await responses.WriteAsync(Frame.Message(new byte[1024 * 1024]));
                    }
                }
                catch (OperationCanceledException)
                {
                    ended.SetResult();
                    throw;
                }
            }));
        using RawAnswer answer = await server.Client.StartAsync(
            EchoDescriptor.ServerStreaming, new ByteArrayContent(Frame.Of([1])), ("grpc-timeout", "400m"));
        await ended.Task.WaitAsync(Soon);
        HttpProtocolException reset = await Assert.ThrowsExactlyAsync<HttpProtocolException>(
            () => answer.ReadAllAsync().WaitAsync(Soon));
        Assert.AreEqual(8, reset.ErrorCode);
        Assert.HasCount(1, (await server.Client.CallAsync(EchoDescriptor.Unary, Frame.Of([3]))).OnlyValue());
    }

    [TestMethod]
    [DataRow(EchoDescriptor.ServerStreaming)]
    [DataRow(EchoDescriptor.Duplex)]
    public async Task Cancel_ByTheCaller_ReachesTheHandlerAtOnce(string method)
    {
        TaskCompletionSource running = new();
        TaskCompletionSource<long> cancelled = new();
        async Task Handle(IResponseStream<BytesValue> responses, ServerCall call)
        {
            await responses.WriteAsync(Frame.Message([1]));
            running.SetResult();
            call.CancellationToken.Register(() => cancelled.SetResult(Stopwatch.GetTimestamp()));
            await Task.Delay(Timeout.Infinite, call.CancellationToken);
        }

        using LogLines log = new();
        await using EchoServer server = await EchoServer.StartAsync(
            table =>
            {
                table.ServerStreaming<BytesValue, BytesValue>("ServerStreaming", (_, r, call) => Handle(r, call));
                table.Duplex<BytesValue, BytesValue>("Duplex", (_, r, call) => Handle(r, call));
            },
            log: log);
        RawAnswer answer = await server.Client.StartAsync(method, new ByteArrayContent(Frame.Of([1])));
        await running.Task.WaitAsync(Soon);
        long sent = Stopwatch.GetTimestamp();
        answer.Dispose();
        long seen = await cancelled.Task.WaitAsync(Soon);
        Assert.IsLessThan(500, Stopwatch.GetElapsedTime(sent, seen).TotalMilliseconds);
        await Task.Delay(200);
        Assert.IsTrue(log.Lines.Any(l => l.StartsWith("Information 3 ", StringComparison.Ordinal)));
        Assert.IsFalse(log.Lines.Any(l => l.StartsWith("Error", StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task Cancel_WhileTheHandlerReads_EndsItsReading()
    {
        TaskCompletionSource<Exception> seen = new();
        await using EchoServer server = await EchoServer.StartAsync(table =>
            table.Duplex<BytesValue, BytesValue>("Duplex", async (requests, responses, _) =>
            {
                try
                {
                    await foreach (BytesValue request in requests)
                    {
                        await responses.WriteAsync(request);
                    }
                }
                catch (Exception exception)
                {
                    seen.SetResult(exception);
                    throw;
                }
            }));
        using FedContent body = new();
        body.Send(Frame.Of([1]));
        RawAnswer answer = await server.Client.StartAsync(EchoDescriptor.Duplex, body);
        await answer.ReadAsync();
        answer.Dispose();
        Assert.IsInstanceOfType<OperationCanceledException>(await seen.Task.WaitAsync(Soon));
        body.Complete();
    }

    [TestMethod]
    public async Task Connection_Lost_CancelsTheHandler()
    {
        TaskCompletionSource cancelled = new();
        await using EchoServer server = await EchoServer.StartAsync(table =>
            table.Duplex<BytesValue, BytesValue>("Duplex", async (_, responses, call) =>
            {
                call.CancellationToken.Register(cancelled.SetResult);
                await responses.WriteAsync(Frame.Message([1]));
                await Task.Delay(Timeout.Infinite, call.CancellationToken);
            }));
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
        using RawClient client = new(
            server.Address,
            handler => handler.ConnectCallback = async (context, cancellationToken) =>
            {
                await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            });
        using RawAnswer answer = await client.StartAsync(EchoDescriptor.Duplex, new FedContent());
        socket.Close(0);
        await cancelled.Task.WaitAsync(Soon);
    }
}
