using BioZooCte.Bridge.Grpc;

using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;

namespace BioZooCte.Bridge.Tests.Grpc;

/// <summary>How calls end: by answers, exceptions and who is turned away.</summary>
[TestClass]
public sealed class StatusTests
{
    [TestMethod]
    public async Task Answer_Ok_SaysZeroInTrailers()
    {
        await using EchoServer server = await EchoServer.StartAsync();
        RawAnswer answer = await server.Client.CallAsync(EchoDescriptor.Unary, Frame.Of([7]));
        Assert.IsFalse(answer.IsTrailersOnly);
        Assert.AreEqual("0", answer.Trailer("grpc-status"));
        Assert.IsNull(answer.Trailer("grpc-message"));
    }

    [TestMethod]
    public async Task Answer_WithoutMessages_IsTrailersOnly()
    {
        await using EchoServer server = await EchoServer.StartAsync();
        RawAnswer answer = await server.Client.CallAsync(EchoDescriptor.ServerStreaming, Frame.Of([]));
        Assert.IsTrue(answer.IsTrailersOnly);
        Assert.AreEqual("0", answer.Trailer("grpc-status"));
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(5)]
    [DataRow(9)]
    [DataRow(14)]
    [DataRow(16)]
    public async Task RpcException_OfAnyCode_ArrivesAsItStands(int code)
    {
        const string text = "\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n";
        RawAnswer answer = await FailAsync(new RpcException((StatusCode)code, text));
        Assert.IsTrue(answer.IsTrailersOnly);
        Assert.AreEqual((StatusCode)code, answer.Status);
        Assert.AreEqual(text, answer.Message);
        Assert.IsNull(answer.Trailer("grpc-status-details-bin"));
    }

    [TestMethod]
    public async Task RpcException_WithOk_IsUnknown()
    {
        RawAnswer answer = await FailAsync(new RpcException(StatusCode.Ok, "odd"));
        Assert.AreEqual(StatusCode.Unknown, answer.Status);
    }

    [TestMethod]
    public async Task RpcException_AfterAMessage_StandsInTrailers()
    {
        await using EchoServer server = await EchoServer.StartAsync(table =>
            table.ServerStreaming<BytesValue, BytesValue>("ServerStreaming", async (request, responses, _) =>
            {
                await responses.WriteAsync(request);
                throw new RpcException(StatusCode.Aborted, "half way");
            }));
        RawAnswer answer = await server.Client.CallAsync(EchoDescriptor.ServerStreaming, Frame.Of([7]));
        Assert.HasCount(1, answer.Messages);
        Assert.IsFalse(answer.IsTrailersOnly);
        Assert.AreEqual(StatusCode.Aborted, answer.Status);
        Assert.AreEqual("half way", answer.Message);
    }

    [TestMethod]
    public async Task Details_OfAnException_ArriveAsGoogleRpcStatus()
    {
        BadRequest bad = new()
        {
            FieldViolations = { new BadRequest.Types.FieldViolation { Field = "axes", Description = "no y" } },
        };
        RawAnswer answer = await FailAsync(new RpcException(
            StatusCode.InvalidArgument, "bad axes", bad, new RetryInfo { RetryDelay = new Duration { Seconds = 2 } })
        {
            RetryPushback = TimeSpan.FromSeconds(2),
        });
        Assert.AreEqual("2000", answer.Trailer("grpc-retry-pushback-ms"));
        string encoded = answer.Trailer("grpc-status-details-bin")!;
        Assert.DoesNotContain("=", encoded);
        Google.Rpc.Status status = Decode(encoded);
        Assert.AreEqual((int)StatusCode.InvalidArgument, status.Code);
        Assert.AreEqual("bad axes", status.Message);
        Assert.AreEqual(bad, status.Details[0].Unpack<BadRequest>());
        Assert.AreEqual(2, status.Details[1].Unpack<RetryInfo>().RetryDelay.Seconds);
    }

    [TestMethod]
    public async Task Details_BeyondFourKilobytes_AreDroppedFromTheEnd()
    {
        IMessage[] details =
        [
            .. Enumerable.Range(0, 10).Select(i => new ErrorInfo { Reason = $"R{i}", Domain = new string('d', 700) }),
        ];
        RawAnswer answer = await FailAsync(new RpcException(StatusCode.Internal, new string('µ', 5000), details));
        string encoded = answer.Trailer("grpc-status-details-bin")!;
        Assert.IsLessThan(4100, encoded.Length);
        Google.Rpc.Status status = Decode(encoded);
        CollectionAssert.AreEqual(
            new[] { "R0", "R1" }, status.Details.Select(d => d.Unpack<ErrorInfo>().Reason).ToArray());
        Assert.IsLessThan(3100, answer.Trailer("grpc-message")!.Length);
        Assert.EndsWith("µ...", answer.Message);
    }

    [TestMethod]
    public async Task Pushback_Negative_SaysNever()
    {
        RawAnswer answer = await FailAsync(
            new RpcException(StatusCode.Unavailable, "") { RetryPushback = Timeout.InfiniteTimeSpan });
        Assert.AreEqual("-1", answer.Trailer("grpc-retry-pushback-ms"));
        Assert.IsNull(answer.Trailer("grpc-message"));
    }

    [TestMethod]
    public async Task Exception_Unknown_KeepsItsTextForTheLog()
    {
        using LogLines log = new();
        RawAnswer answer = await FailAsync(new InvalidOperationException("secret /path"), log: log);
        Assert.AreEqual(StatusCode.Unknown, answer.Status);
        Assert.DoesNotContain("secret", answer.Message);
        Assert.IsTrue(log.Lines.Any(l => l.Contains("secret /path", StringComparison.Ordinal)
            && l.StartsWith("Error 2 ", StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task Exception_Mapped_IsTheStatusThatTheMapSays()
    {
        GrpcOptions options = new()
        {
            MapException = e => e is FileNotFoundException file
                ? new RpcException(StatusCode.NotFound, $"no model at {file.FileName}")
                : null,
        };
        RawAnswer known = await FailAsync(new FileNotFoundException("", "m.zip"), options);
        Assert.AreEqual(StatusCode.NotFound, known.Status);
        Assert.AreEqual("no model at m.zip", known.Message);
        RawAnswer unknown = await FailAsync(new InvalidOperationException("x"), options);
        Assert.AreEqual(StatusCode.Unknown, unknown.Status);
    }

    [TestMethod]
    public async Task Exception_OfCancellationOrMemory_HasItsOwnCode()
    {
        Assert.AreEqual(StatusCode.Cancelled, (await FailAsync(new OperationCanceledException())).Status);
        Assert.AreEqual(StatusCode.ResourceExhausted, (await FailAsync(new InsufficientMemoryException())).Status);
    }

    [TestMethod]
    public async Task Authorize_TurnsAwayBeforeAnyMessageAndNamesTheCaller()
    {
        string? principal = null;
        GrpcOptions options = new()
        {
            Authorize = call =>
            {
                call.Principal = call.RequestHeaders.Get("authorization") == "Bearer good"
                    ? "me"
                    : throw new RpcException(StatusCode.Unauthenticated, "who?");
                return Task.CompletedTask;
            },
        };
        await using EchoServer server = await EchoServer.StartAsync(
            table => table.Unary<BytesValue, BytesValue>("Unary", (request, call) =>
            {
                principal = call.Principal;
                Assert.StartsWith("ipv4:127.0.0.1:", call.Peer);
                Assert.AreEqual(EchoDescriptor.Unary, call.Method);
                return Task.FromResult(request);
            }),
            options);
        using FedContent body = new();
        using RawAnswer refused = await server.Client.StartAsync(EchoDescriptor.Unary, body);
        Assert.AreEqual(StatusCode.Unauthenticated, refused.Status);
        Assert.IsNull(principal);
        body.Complete();
        RawAnswer taken = await server.Client.CallAsync(
            EchoDescriptor.Unary, Frame.Of([7]), ("authorization", "Bearer good"));
        Assert.HasCount(1, taken.OnlyValue());
        Assert.AreEqual("me", principal);
    }

    private static async Task<RawAnswer> FailAsync(
        Exception exception, GrpcOptions? options = null, LogLines? log = null)
    {
        await using EchoServer server = await EchoServer.StartAsync(
            table => table.Unary<BytesValue, BytesValue>("Unary", (_, _) => Task.FromException<BytesValue>(exception)),
            options,
            log: log);
        RawAnswer answer = await server.Client.CallAsync(EchoDescriptor.Unary, Frame.Of([7]));
        Assert.IsEmpty(answer.Messages);
        return answer;
    }

    private static Google.Rpc.Status Decode(string encoded) => Google.Rpc.Status.Parser.ParseFrom(
        Convert.FromBase64String(encoded.PadRight((encoded.Length + 3) / 4 * 4, '=')));
}
