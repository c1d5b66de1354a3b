using BioZooCte.Bridge.Grpc;
using BioZooCte.Bridge.Tests.Support;

using Google.Protobuf.WellKnownTypes;
using Google.Rpc;

namespace BioZooCte.Bridge.Tests.Grpc;

/// <summary>How messages stand in a body, whole, split, joined, broken, compressed and too large.</summary>
[TestClass]
public sealed class MessageTests
{
    private const int Limit = 1000;

    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    [DataRow(5)]
    [DataRow(7)]
    [DataRow(1000)]
    public async Task Message_SplitAnywhere_IsOne(int pieceBytes)
    {
        await using EchoServer server = await EchoServer.StartAsync();
        using FedContent body = new();
        byte[] value = [.. Enumerable.Range(0, 40).Select(i => (byte)i)];
        foreach (byte[] piece in Frame.Of(value).Chunk(pieceBytes))
        {
            body.Send(piece);
        }

        body.Complete();
        using RawAnswer answer = await server.Client.StartAsync(EchoDescriptor.Unary, body);
        await answer.ReadAllAsync();
        CollectionAssert.AreEqual(value, answer.OnlyValue());
    }

    [TestMethod]
    public async Task Messages_Joined_AreMany()
    {
        await using EchoServer server = await EchoServer.StartAsync();
        byte[] body = [.. Frame.Of([1]), .. Frame.Of(300), .. Frame.Of([]), .. Frame.Of(20_000), .. Frame.Of([5])];
        RawAnswer answer = await server.Client.CallAsync(EchoDescriptor.Duplex, body);
        Assert.AreEqual(StatusCode.Ok, answer.Status);
        CollectionAssert.AreEqual(
            new[] { 1, 300, 0, 20_000, 1 }, answer.Messages.Select(m => RawAnswer.Value(m).Length).ToArray());
    }

    [TestMethod]
    public async Task EmptyMessage_IsFiveZeroBytes()
    {
        await using EchoServer server = await EchoServer.StartAsync();
        RawAnswer answer = await server.Client.CallAsync(EchoDescriptor.Unary, new byte[5]);
        Assert.IsEmpty(answer.OnlyValue());
        Assert.IsEmpty(answer.Messages[0].Payload);
        Assert.AreEqual(0, answer.Messages[0].Flag);
    }

    [TestMethod]
    [DataRow(2)]
    [DataRow(128)]
    [DataRow(255)]
    public async Task Flag_OtherThanZeroOrOne_IsInternal(int flag)
    {
        await using EchoServer server = await EchoServer.StartAsync();
        RawAnswer answer = await server.Client.CallAsync(
            EchoDescriptor.Unary, Frame.Raw((byte)flag, []), ("grpc-encoding", "gzip"));
        Assert.AreEqual(StatusCode.Internal, answer.Status);
        Assert.AreEqual($"The flag before a message is {flag}; expected 0 or 1.", answer.Message);
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("identity")]
    public async Task Flag_OneWithoutACompression_IsInternal(string? encoding)
    {
        await using EchoServer server = await EchoServer.StartAsync();
        (string, string)[] headers = encoding is null ? [] : [("grpc-encoding", encoding)];
        RawAnswer answer = await server.Client.CallAsync(EchoDescriptor.Unary, Frame.Gzip([1, 2]), headers);
        Assert.AreEqual(StatusCode.Internal, answer.Status);
    }

    [TestMethod]
    public async Task Gzip_FlaggedAndNot_AreReadEachForItself()
    {
        await using EchoServer server = await EchoServer.StartAsync();
        byte[] body = [.. Frame.Gzip([1, 2, 3]), .. Frame.Of([4]), .. Frame.Gzip(new byte[5000]), .. Frame.Raw(1, [])];
        RawAnswer answer = await server.Client.CallAsync(EchoDescriptor.Duplex, body, ("grpc-encoding", "gzip"));
        Assert.AreEqual(StatusCode.Ok, answer.Status, answer.Message);
        CollectionAssert.AreEqual(
            new[] { 3, 1, 5000, 0 }, answer.Messages.Select(m => RawAnswer.Value(m).Length).ToArray());
    }

    [TestMethod]
    [DataRow("00")]
    [DataRow("1F8B0800000000000003")]
    [DataRow("1F8B08000000000000036364620000000000000000")]
    public async Task Gzip_Undecodable_IsInternal(string hex)
    {
        await using EchoServer server = await EchoServer.StartAsync();
        RawAnswer answer = await server.Client.CallAsync(
            EchoDescriptor.Unary, Frame.Raw(1, Convert.FromHexString(hex)), ("grpc-encoding", "gzip"));
        Assert.AreEqual(StatusCode.Internal, answer.Status, answer.Message);
        Assert.AreEqual("A compressed message cannot be decompressed by gzip.", answer.Message);
    }

    [TestMethod]
    public async Task Gzip_CutAnywhereOrAltered_IsInternal()
    {
        await using EchoServer server = await EchoServer.StartAsync();
        byte[] gzip = Frame.Compress(Frame.Payload([1, 2, 3, 4, 5, 6, 7, 8]));
        List<byte[]> broken = [.. Enumerable.Range(1, gzip.Length - 1).Select(length => gzip[..length])];
        broken.Add([.. gzip, 0]);
        foreach (int place in new[] { 0, gzip.Length - 8, gzip.Length - 1 })
        {
            byte[] altered = [.. gzip];
            altered[place] ^= 1;
            broken.Add(altered);
        }

        foreach (byte[] payload in broken)
        {
            RawAnswer answer = await server.Client.CallAsync(
                EchoDescriptor.Unary, Frame.Raw(1, payload), ("grpc-encoding", "gzip"));
            Assert.AreEqual(StatusCode.Internal, answer.Status, Convert.ToHexString(payload));
        }

        RawAnswer whole = await server.Client.CallAsync(
            EchoDescriptor.Unary, Frame.Raw(1, gzip), ("grpc-encoding", "gzip"));
        Assert.HasCount(8, whole.OnlyValue());
    }

    [TestMethod]
    [DataRow("identity,gzip", 1)]
    [DataRow("deflate, gzip", 1)]
    [DataRow("identity", 0)]
    [DataRow("gzipped", 0)]
    [DataRow(null, 0)]
    public async Task Answer_ToBeCompressed_IsSoWhereTheCallerReadsGzip(string? accepted, int flag)
    {
        await using EchoServer server = await EchoServer.StartAsync(table =>
            table.Duplex<BytesValue, BytesValue>(
                "Duplex",
                async (requests, responses, _) =>
                {
                    await foreach (BytesValue request in requests)
                    {
                        responses.Compress = request.Value.Length > 100;
                        await responses.WriteAsync(request);
                    }
                }));
        (string, string)[] headers = accepted is null ? [] : [("grpc-accept-encoding", accepted)];
        RawAnswer answer = await server.Client.CallAsync(
            EchoDescriptor.Duplex, [.. Frame.Of(5000), .. Frame.Of([9]), .. Frame.Of(101)], headers);
        Assert.AreEqual(StatusCode.Ok, answer.Status);
        CollectionAssert.AreEqual(new[] { flag, 0, flag }, answer.Messages.Select(m => (int)m.Flag).ToArray());
        CollectionAssert.AreEqual(
            new[] { 5000, 1, 101 }, answer.Messages.Select(m => RawAnswer.Value(m).Length).ToArray());
        Assert.AreEqual(flag == 1 ? "gzip" : null, answer.Header("grpc-encoding"));
        Assert.IsTrue(flag == 0 || answer.Messages[0].Payload.Length < 500);
    }

    [TestMethod]
    public async Task UnaryAnswer_ToBeCompressed_IsSoAndKnowsWhetherTheRequestWas()
    {
        List<bool> compressed = [];
        await using EchoServer server = await EchoServer.StartAsync(table => table.Unary<BytesValue, BytesValue>(
            "Unary",
            (request, call) =>
            {
                compressed.Add(call.RequestCompressed);
                call.CompressResponse = true;
                return Task.FromResult(request);
            }));
        (string, string)[] headers = [("grpc-encoding", "gzip"), ("grpc-accept-encoding", "gzip")];
        RawAnswer large = await server.Client.CallAsync(EchoDescriptor.Unary, Frame.Gzip(new byte[5000]), headers);
        Assert.AreEqual(1, large.Messages[0].Flag);
        Assert.HasCount(5000, large.OnlyValue());
        RawAnswer empty = await server.Client.CallAsync(EchoDescriptor.Unary, Frame.Of([]), headers);
        Assert.AreEqual(0, empty.Messages[0].Flag);
        Assert.IsEmpty(empty.OnlyValue());
        CollectionAssert.AreEqual(new[] { true, false }, compressed);
    }

    [TestMethod]
    public async Task Answer_WithoutAWord_IsCompressedAsTheRequestWas()
    {
        await using EchoServer server = await EchoServer.StartAsync();
        (string, string)[] headers = [("grpc-encoding", "gzip"), ("grpc-accept-encoding", "gzip")];

        RawAnswer compressed = await server.Client.CallAsync(EchoDescriptor.Unary, Frame.Gzip(new byte[5000]), headers);
        RawAnswer plain = await server.Client.CallAsync(EchoDescriptor.Unary, Frame.Of(new byte[5000]), headers);

        Assert.AreEqual((1, 0), (compressed.Messages[0].Flag, plain.Messages[0].Flag));
        Assert.HasCount(5000, compressed.OnlyValue());
    }

    [TestMethod]
    [DataRow("00")]
    [DataRow("00000000")]
    [DataRow("0000000005")]
    [DataRow("00000000050A0301")]
    public async Task End_InsideAMessage_IsInternal(string hex)
    {
        await using EchoServer server = await EchoServer.StartAsync();
        byte[] body = [.. Frame.Of([1]), .. Convert.FromHexString(hex)];
        RawAnswer answer = await server.Client.CallAsync(EchoDescriptor.ClientStreaming, body);
        Assert.AreEqual(StatusCode.Internal, answer.Status);
        Assert.AreEqual("The request ends inside a message.", answer.Message);
    }

    [TestMethod]
    public async Task Protobuf_Undecodable_IsInternal()
    {
        await using EchoServer server = await EchoServer.StartAsync();
        RawAnswer answer = await server.Client.CallAsync(EchoDescriptor.Unary, Frame.Raw(0, [0x0A, 0x7F, 0x01]));
        Assert.AreEqual(StatusCode.Internal, answer.Status);
        Assert.AreEqual("A message cannot be read as what the method expects.", answer.Message);
    }

    [TestMethod]
    [DataRow(1001u)]
    [DataRow(2_147_483_647u)]
    [DataRow(2_147_483_648u)]
    [DataRow(4_294_967_295u)]
    public async Task Length_AboveTheLimit_IsResourceExhaustedBeforeABytesOfItCame(uint length)
    {
        await using EchoServer server = await EchoServer.StartAsync(
            options: new GrpcOptions { MaxReceiveBytes = Limit });
        using FedContent body = new();
        body.Send(Frame.Raw(0, length, []));
        using RawAnswer answer = await server.Client.StartAsync(EchoDescriptor.Unary, body);
        Assert.AreEqual(StatusCode.ResourceExhausted, answer.Status);
        Assert.AreEqual($"A message has {length} bytes; the limit is 1000.", answer.Message);
        Assert.AreEqual("-1", answer.Header("grpc-retry-pushback-ms"));
        RetryInfo retry = BridgeAnswer<BytesValue>.Of(answer).Detail<RetryInfo>();
        Assert.AreEqual(TimeSpan.Zero, retry.RetryDelay.ToTimeSpan());
        body.Complete();
    }

    [TestMethod]
    public async Task Length_AtTheLimit_IsRead()
    {
        await using EchoServer server = await EchoServer.StartAsync(
            options: new GrpcOptions { MaxReceiveBytes = Limit });
        byte[] value = new byte[Limit - 3];
        Assert.HasCount(Limit + 5, Frame.Of(value));
        RawAnswer plain = await server.Client.CallAsync(EchoDescriptor.Unary, Frame.Of(value));
        Assert.HasCount(value.Length, plain.OnlyValue());
        RawAnswer compressed = await server.Client.CallAsync(
            EchoDescriptor.Unary, Frame.Gzip(value), ("grpc-encoding", "gzip"));
        Assert.HasCount(value.Length, compressed.OnlyValue());
    }

    [TestMethod]
    [DataRow(998)]
    [DataRow(100_000_000)]
    public async Task Decompressed_AboveTheLimit_IsResourceExhausted(int bytes)
    {
        await using EchoServer server = await EchoServer.StartAsync(
            options: new GrpcOptions { MaxReceiveBytes = 150_000 });
        byte[] bomb = Frame.Gzip(new byte[Math.Max(bytes, 150_000)]);
        Assert.IsLessThan(150_000, bomb.Length);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        RawAnswer answer = await server.Client.CallAsync(EchoDescriptor.Unary, bomb, ("grpc-encoding", "gzip"));
        long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        Assert.AreEqual(StatusCode.ResourceExhausted, answer.Status);
        Assert.AreEqual(
            "A message is more than 150000 bytes when it is decompressed; that is the limit.", answer.Message);
        Assert.IsLessThan(50_000_000L, allocated);
    }

    [TestMethod]
    public async Task Answer_AboveTheLimitOfSending_IsResourceExhausted()
    {
        await using EchoServer server = await EchoServer.StartAsync(options: new GrpcOptions { MaxSendBytes = 10 });
        RawAnswer small = await server.Client.CallAsync(EchoDescriptor.Unary, Frame.Of(8));
        Assert.HasCount(8, small.OnlyValue());
        RawAnswer large = await server.Client.CallAsync(EchoDescriptor.Duplex, [.. Frame.Of(8), .. Frame.Of(9)]);
        Assert.AreEqual(StatusCode.ResourceExhausted, large.Status);
        Assert.HasCount(1, large.Messages);
    }

    [TestMethod]
    [DataRow(EchoDescriptor.Unary, 0)]
    [DataRow(EchoDescriptor.Unary, 2)]
    [DataRow(EchoDescriptor.Unary, 3)]
    [DataRow(EchoDescriptor.ServerStreaming, 0)]
    [DataRow(EchoDescriptor.ServerStreaming, 2)]
    public async Task OneMessage_NotOne_IsUnimplemented(string method, int count)
    {
        await using EchoServer server = await EchoServer.StartAsync();
        byte[] body = [.. Enumerable.Repeat(Frame.Of([1]), count).SelectMany(f => f)];
        RawAnswer answer = await server.Client.CallAsync(method, body);
        Assert.AreEqual(StatusCode.Unimplemented, answer.Status);
        Assert.AreEqual($"{method} takes one message; found {(count == 0 ? "none" : "more")}.", answer.Message);
        Assert.IsEmpty(answer.Messages);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(5)]
    public async Task Streams_AnyNumberOfMessages_AreCounted(int count)
    {
        await using EchoServer server = await EchoServer.StartAsync();
        byte[] body = [.. Enumerable.Repeat(Frame.Of([1, 2]), count).SelectMany(f => f)];
        byte[] counted = (await server.Client.CallAsync(EchoDescriptor.ClientStreaming, body)).OnlyValue();
        Assert.AreEqual(count, BitConverter.ToInt64(counted, 0));
        Assert.AreEqual(2 * count, BitConverter.ToInt64(counted, 8));
        RawAnswer echoed = await server.Client.CallAsync(EchoDescriptor.Duplex, body);
        Assert.AreEqual(StatusCode.Ok, echoed.Status);
        Assert.HasCount(count, echoed.Messages);
        RawAnswer streamed = await server.Client.CallAsync(
            EchoDescriptor.ServerStreaming, Frame.Of(new byte[count]));
        Assert.AreEqual(StatusCode.Ok, streamed.Status);
        Assert.HasCount(count, streamed.Messages);
    }
}
