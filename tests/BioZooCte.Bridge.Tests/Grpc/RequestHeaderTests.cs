using System.Net;

using BioZooCte.Bridge.Grpc;

using Google.Protobuf.WellKnownTypes;

namespace BioZooCte.Bridge.Tests.Grpc;

/// <summary>What the headers of a request may say, and what is answered where they say something else.</summary>
[TestClass]
public sealed class RequestHeaderTests
{
    [TestMethod]
    [DataRow("application/grpc", "application/grpc")]
    [DataRow("application/grpc+proto", "application/grpc+proto")]
    [DataRow("application/grpc;charset=utf-8", "application/grpc")]
    [DataRow("application/grpc+proto; charset=utf-8", "application/grpc+proto")]
    [DataRow("Application/GRPC+Proto", "application/grpc+proto")]
    public async Task ContentType_OfGrpc_IsAnsweredInKind(string contentType, string answered)
    {
        await using EchoServer server = await EchoServer.StartAsync();
        RawAnswer answer = await server.Client.CallAsync(
            EchoDescriptor.Unary, Frame.Of([7]), ("content-type", contentType));
        CollectionAssert.AreEqual(new byte[] { 7 }, answer.OnlyValue());
        Assert.AreEqual(answered, answer.ContentType);
    }

    [TestMethod]
    [DataRow("image/jpeg")]
    [DataRow("application/json")]
    [DataRow("application/grpc-web")]
    [DataRow("application/grpcx")]
    [DataRow("application/grp")]
    public async Task ContentType_OfSomethingElse_IsHttp415(string contentType)
    {
        await using EchoServer server = await EchoServer.StartAsync();
        RawAnswer answer = await server.Client.CallAsync(
            EchoDescriptor.Unary, Frame.Of([7]), ("content-type", contentType));
        Assert.AreEqual(HttpStatusCode.UnsupportedMediaType, answer.Http);
    }

    [TestMethod]
    [DataRow("application/grpc+json")]
    [DataRow("application/grpc+foo")]
    public async Task ContentType_OfAnotherFormat_IsUnimplemented(string contentType)
    {
        await using EchoServer server = await EchoServer.StartAsync();
        RawAnswer answer = await server.Client.CallAsync(
            EchoDescriptor.Unary, Frame.Of([7]), ("content-type", contentType));
        Assert.AreEqual(StatusCode.Unimplemented, answer.Status);
        Assert.AreEqual("application/grpc", answer.ContentType);
    }

    [TestMethod]
    [DataRow("GET")]
    [DataRow("PUT")]
    [DataRow("DELETE")]
    public async Task Verb_OtherThanPost_IsHttp405(string verb)
    {
        await using EchoServer server = await EchoServer.StartAsync();
        using RawAnswer answer = await server.Client.StartAsync(
            new HttpMethod(verb), EchoDescriptor.Unary, new ByteArrayContent([]), default);
        Assert.AreEqual(HttpStatusCode.MethodNotAllowed, answer.Http);
    }

    [TestMethod]
    [DataRow("/test.v1.Echo/Nothing", "unknown method Nothing for service test.v1.Echo")]
    [DataRow("/test.v1.Echo/NotHandled", "unknown method NotHandled for service test.v1.Echo")]
    [DataRow("/test.v1.Echo/unary", "unknown method unary for service test.v1.Echo")]
    [DataRow("/test.v1.Echo/Un%61ry", "unknown method Un%61ry for service test.v1.Echo")]
    [DataRow("/test.v1.Echo/Unary?a=b", "unknown method Unary?a=b for service test.v1.Echo")]
    [DataRow("/test.v1.echo/Unary", "unknown service test.v1.echo")]
    [DataRow("/Echo/Unary", "unknown service Echo")]
    [DataRow("/test.v1.Echo/Unary/", "malformed method name")]
    [DataRow("/test.v1.Echo", "malformed method name")]
    [DataRow("//", "unknown service ")]
    [DataRow("/", "malformed method name")]
    public async Task Path_OfNoMethod_IsUnimplementedInTrailersOnly(string path, string message)
    {
        await using EchoServer server = await EchoServer.StartAsync();
        RawAnswer answer = await server.Client.CallAsync(path, []);
        Assert.AreEqual(HttpStatusCode.OK, answer.Http);
        Assert.AreEqual(StatusCode.Unimplemented, answer.Status);
        Assert.IsTrue(answer.IsTrailersOnly);
        Assert.IsEmpty(answer.Messages);
        Assert.AreEqual(message, answer.Message);
    }

    [TestMethod]
    [DataRow("1")]
    [DataRow("S")]
    [DataRow("123456789m")]
    [DataRow("1s")]
    public async Task Timeout_Malformed_IsInternal(string timeout)
    {
        await using EchoServer server = await EchoServer.StartAsync();
        RawAnswer answer = await server.Client.CallAsync(
            EchoDescriptor.Unary, Frame.Of([7]), ("grpc-timeout", timeout));
        Assert.AreEqual(StatusCode.Internal, answer.Status);
        Assert.Contains($"'{timeout}'", answer.Message);
    }

    [TestMethod]
    public async Task Timeout_Zero_IsDeadlineExceededWithoutTheHandler()
    {
        bool called = false;
        await using EchoServer server = await EchoServer.StartAsync(
            table => table.Unary<BytesValue, BytesValue>(
                "Unary",
                (request, _) =>
                {
                    called = true;
                    return Task.FromResult(request);
                }));
        RawAnswer answer = await server.Client.CallAsync(
            EchoDescriptor.Unary, Frame.Of([7]), ("grpc-timeout", "0m"));
        Assert.AreEqual(StatusCode.DeadlineExceeded, answer.Status);
        Assert.IsFalse(called);
    }

    [TestMethod]
    [DataRow("99999999H")]
    [DataRow("1000H")]
    [DataRow("10S")]
    public async Task Timeout_Long_IsNotReached(string timeout)
    {
        await using EchoServer server = await EchoServer.StartAsync();
        RawAnswer answer = await server.Client.CallAsync(
            EchoDescriptor.Unary, Frame.Of([7]), ("grpc-timeout", timeout));
        CollectionAssert.AreEqual(new byte[] { 7 }, answer.OnlyValue());
    }

    [TestMethod]
    [DataRow("foo")]
    [DataRow("deflate")]
    [DataRow("GZIP")]
    public async Task Encoding_Unknown_IsUnimplementedAndThoseKnownAreNamed(string encoding)
    {
        await using EchoServer server = await EchoServer.StartAsync();
        RawAnswer answer = await server.Client.CallAsync(
            EchoDescriptor.Unary, Frame.Raw(1, [1, 2]), ("grpc-encoding", encoding));
        Assert.AreEqual(StatusCode.Unimplemented, answer.Status);
        Assert.AreEqual("identity,gzip", answer.Header("grpc-accept-encoding"));
    }

    [TestMethod]
    public async Task UnknownProtocolHeaders_AreIgnored()
    {
        await using EchoServer server = await EchoServer.StartAsync();
        RawAnswer answer = await server.Client.CallAsync(
            EchoDescriptor.Unary,
            Frame.Of([7]),
            ("grpc-message-type", "x.Y"),
            ("grpc-previous-rpc-attempts", "1"),
            ("grpc-new", "z"));
        CollectionAssert.AreEqual(new byte[] { 7 }, answer.OnlyValue());
    }
}
