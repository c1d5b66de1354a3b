using BioZooCte.Bridge.Grpc;

using Google.Protobuf.WellKnownTypes;

namespace BioZooCte.Bridge.Tests.Grpc;

/// <summary>Streams that are early, long, silent, slow and many.</summary>
[TestClass]
public sealed class StreamTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [TestMethod]
    public async Task SendHeaders_BeforeAnyMessage_ArrivesAtOnce()
    {
        TaskCompletionSource release = new();
        await using EchoServer server = await EchoServer.StartAsync(table =>
            table.Duplex<BytesValue, BytesValue>("Duplex", async (_, _, call) =>
            {
                call.ResponseHeaders.Add("x-session", "42");
                await call.SendHeadersAsync();
                await call.SendHeadersAsync();
                await release.Task;
            }));
        using FedContent body = new();
        using RawAnswer answer = await server.Client.StartAsync(EchoDescriptor.Duplex, body).WaitAsync(Soon);
        Assert.AreEqual("42", answer.Header("x-session"));
        Assert.IsFalse(answer.IsTrailersOnly);
        release.SetResult();
        await answer.ReadAllAsync();
        Assert.AreEqual(StatusCode.Ok, answer.Status);
        body.Complete();
    }

    [TestMethod]
    public async Task Duplex_PingPong_AnswersEachMessageAsItComes()
    {
        await using EchoServer server = await EchoServer.StartAsync();
        using FedContent body = new();
        body.Send(Frame.Of([0]));
        using RawAnswer answer = await server.Client.StartAsync(EchoDescriptor.Duplex, body).WaitAsync(Soon);
        for (byte i = 1; i < 50; i++)
        {
            (byte Flag, byte[] Payload)? message = await answer.ReadAsync().WaitAsync(Soon);
            CollectionAssert.AreEqual(new byte[] { (byte)(i - 1) }, RawAnswer.Value(message!.Value));
            body.Send(Frame.Of([i]));
        }

        body.Complete();
        await answer.ReadAllAsync().WaitAsync(Soon);
        Assert.AreEqual(StatusCode.Ok, answer.Status);
        Assert.HasCount(50, answer.Messages);
    }

    [TestMethod]
    public async Task ClientStream_OfFortyMegabytes_IsRead()
    {
        await using EchoServer server = await EchoServer.StartAsync();
        byte[] frame = Frame.Of(1024 * 1024);
        using FedContent body = new();
        for (int i = 0; i < 40; i++)
        {
            body.Send(frame);
        }

        body.Complete();
        using RawAnswer answer = await server.Client.StartAsync(EchoDescriptor.ClientStreaming, body);
        await answer.ReadAllAsync();
        byte[] counted = answer.OnlyValue();
        Assert.AreEqual(40, BitConverter.ToInt64(counted, 0));
        Assert.AreEqual(40 * 1024 * 1024, BitConverter.ToInt64(counted, 8));
    }

    [TestMethod]
    public async Task Duplex_LargeMessagesOneAfterAnother_EachComesBackAsItWas()
    {
        await using EchoServer server = await EchoServer.StartAsync();
        byte[][] values = [.. new[] { 100_000, 1_000_000, 90_000, 10, 2_000_000, 2_000_000 }.Select((length, i) =>
        {
            byte[] value = new byte[length];
            new Random(i).NextBytes(value);
            return value;
        })];
        using FedContent body = new();
        foreach (byte[] value in values)
        {
            body.Send(Frame.Of(value));
        }

        body.Complete();
        using RawAnswer answer = await server.Client.StartAsync(EchoDescriptor.Duplex, body);
        await answer.ReadAllAsync().WaitAsync(Soon);
        Assert.AreEqual(StatusCode.Ok, answer.Status, answer.Message);
        Assert.HasCount(values.Length, answer.Messages);
        for (int i = 0; i < values.Length; i++)
        {
            Assert.IsTrue(values[i].AsSpan().SequenceEqual(RawAnswer.Value(answer.Messages[i])), $"message {i}");
        }
    }

    [TestMethod]
    public async Task LargeMessage_BeyondEveryWindow_IsReadAndSentBack()
    {
        await using EchoServer server = await EchoServer.StartAsync(
            options: new GrpcOptions { MaxReceiveBytes = 64 * 1024 * 1024 });
        byte[] value = new byte[30 * 1024 * 1024];
        value[^1] = 9;
        RawAnswer answer = await server.Client.CallAsync(EchoDescriptor.Unary, Frame.Of(value));
        Assert.IsTrue(value.AsSpan().SequenceEqual(answer.OnlyValue()));
    }

    [TestMethod]
    public async Task SlowReader_HoldsTheHandlerBack()
    {
        const int messages = 100;
        int written = 0;
        await using EchoServer server = await EchoServer.StartAsync(table =>
            table.ServerStreaming<BytesValue, BytesValue>("ServerStreaming", async (_, responses, _) =>
            {
                BytesValue message = Frame.Message(new byte[1024 * 1024]);
                for (; written < messages; written++)
                {
                    await responses.WriteAsync(message);
                }
            }));
        using RawClient client = new(server.Address, h => h.InitialHttp2StreamWindowSize = 65_535);
        using RawAnswer answer = await client.StartAsync(
            EchoDescriptor.ServerStreaming, new ByteArrayContent(Frame.Of([1])));
        await Task.Delay(500);
        Assert.IsLessThan(10, Volatile.Read(ref written));
        await answer.ReadAllAsync();
        Assert.HasCount(messages, answer.Messages);
        Assert.AreEqual(StatusCode.Ok, answer.Status);
    }

    [TestMethod]
    public async Task SlowHandler_HoldsTheCallerBack()
    {
        TaskCompletionSource release = new();
        await using EchoServer server = await EchoServer.StartAsync(table =>
            table.ClientStreaming<BytesValue, BytesValue>("ClientStreaming", async (requests, call) =>
            {
                await release.Task;
                int count = 0;
                await foreach (BytesValue _ in requests)
                {
                    count++;
                }

                return Frame.Message([(byte)count]);
            }));
        CountedContent body = new(Frame.Of(1024 * 1024), 60);
        Task<RawAnswer> call = server.Client.StartAsync(EchoDescriptor.ClientStreaming, body);
        await Task.Delay(500);
        Assert.IsLessThan(20, body.Sent);
        release.SetResult();
        using RawAnswer answer = await call;
        await answer.ReadAllAsync();
        Assert.AreEqual(60, answer.OnlyValue()[0]);
    }

    [TestMethod]
    public async Task SilentStream_ForLongerThanKestrelsPatience_GoesOn()
    {
        await using EchoServer server = await EchoServer.StartAsync();
        using FedContent body = new();
        body.Send(Frame.Of([1]));
        using RawAnswer answer = await server.Client.StartAsync(EchoDescriptor.Duplex, body);
        Assert.IsNotNull(await answer.ReadAsync());
        await Task.Delay(TimeSpan.FromSeconds(8));
        body.Send(Frame.Of([2]));
        Assert.IsNotNull(await answer.ReadAsync());
        body.Complete();
        await answer.ReadAllAsync();
        Assert.AreEqual(StatusCode.Ok, answer.Status);
    }

    [TestMethod]
    public async Task Handler_DoneBeforeTheCaller_EndsTheCall()
    {
        await using EchoServer server = await EchoServer.StartAsync(table =>
            table.ClientStreaming<BytesValue, BytesValue>("ClientStreaming", async (requests, call) =>
            {
                await using IAsyncEnumerator<BytesValue> first = requests.GetAsyncEnumerator();
                Assert.IsTrue(await first.MoveNextAsync());
                return first.Current;
            }));
        using FedContent body = new();
        body.Send(Frame.Of([5]));
        using RawAnswer answer = await server.Client.StartAsync(EchoDescriptor.ClientStreaming, body);
        await answer.ReadAllAsync().WaitAsync(Soon);
        Assert.AreEqual(5, answer.OnlyValue()[0]);
        body.Complete();
    }

    [TestMethod]
    public async Task Writes_TwoAtOnce_AreRefused()
    {
        await using EchoServer server = await EchoServer.StartAsync(table =>
            table.ServerStreaming<BytesValue, BytesValue>("ServerStreaming", async (_, responses, _) =>
            {
                Task first = responses.WriteAsync(Frame.Message(new byte[4 * 1024 * 1024]));
                Assert.IsFalse(first.IsCompleted);
                await Assert.ThrowsExactlyAsync<InvalidOperationException>(
                    () => responses.WriteAsync(Frame.Message([1])));
                await first;
                await responses.WriteAsync(Frame.Message([2]));
            }));
        RawAnswer answer = await server.Client.CallAsync(EchoDescriptor.ServerStreaming, Frame.Of([1]));
        Assert.AreEqual(StatusCode.Ok, answer.Status, answer.Message);
        CollectionAssert.AreEqual(
            new[] { 4 * 1024 * 1024, 1 }, answer.Messages.Select(m => RawAnswer.Value(m).Length).ToArray());
    }

    [TestMethod]
    public async Task Calls_AThousandAtOnce_AreAllAnswered()
    {
        await using EchoServer server = await EchoServer.StartAsync();
        byte[] frame = Frame.Of(100_000);
        RawAnswer[] answers = await Task.WhenAll(
            Enumerable.Range(0, 1000).Select(_ => server.Client.CallAsync(EchoDescriptor.Unary, frame)));
        Assert.IsTrue(answers.All(a => a.OnlyValue().Length == 100_000));
    }
}
