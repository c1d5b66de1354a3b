using BioZooCte.Bridge.Grpc;

using Google.Protobuf;

using Grpc.Health.V1;

using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace BioZooCte.Bridge.Tests.Grpc;

[TestClass]
public sealed class HealthServiceTests
{
    private const string Prefix = "/grpc.health.v1.Health/";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [TestMethod]
    public async Task Check_KnownAndUnknown_SaysTheStatusOrNotFound()
    {
        HealthService health = new();
        await using EchoServer server = await EchoServer.StartAsync(others: [health.Table]);
        health.Set("a.B", ServingStatus.NotServing);
        Assert.AreEqual(ServingStatus.Serving, await CheckAsync(server, ""));
        Assert.AreEqual(ServingStatus.NotServing, await CheckAsync(server, "a.B"));
        health.Set("a.B", ServingStatus.Serving);
        Assert.AreEqual(ServingStatus.Serving, await CheckAsync(server, "a.B"));
        RawAnswer unknown = await server.Client.CallAsync(Prefix + "Check", Request("a.C"));
        Assert.AreEqual(StatusCode.NotFound, unknown.Status);
    }

    [TestMethod]
    public async Task Check_AfterShutdown_IsNotServingWhateverIsSet()
    {
        HealthService health = new();
        await using EchoServer server = await EchoServer.StartAsync(others: [health.Table]);
        health.Set("a.B", ServingStatus.Serving);
        health.Shutdown();
        health.Set("a.B", ServingStatus.Serving);
        Assert.AreEqual(ServingStatus.NotServing, await CheckAsync(server, ""));
        Assert.AreEqual(ServingStatus.NotServing, await CheckAsync(server, "a.B"));
    }

    [TestMethod]
    public async Task Watch_OfAnUnknownService_StaysOpenAndSaysWhatComes()
    {
        HealthService health = new();
        await using EchoServer server = await EchoServer.StartAsync(others: [health.Table]);
        using RawAnswer watch = await server.Client.StartAsync(
            Prefix + "Watch", new ByteArrayContent(Request("a.B")));
        Assert.AreEqual(ServingStatus.ServiceUnknown, await NextAsync(watch));
        health.Set("a.C", ServingStatus.Serving);
        health.Set("a.B", ServingStatus.Serving);
        Assert.AreEqual(ServingStatus.Serving, await NextAsync(watch));
        health.Set("a.B", ServingStatus.Serving);
        health.Set("a.B", ServingStatus.NotServing);
        Assert.AreEqual(ServingStatus.NotServing, await NextAsync(watch));
        health.Shutdown();
        await watch.ReadAllAsync().WaitAsync(Soon);
        Assert.AreEqual(StatusCode.Unavailable, watch.Status);
        Assert.HasCount(3, watch.Messages);
    }

    [TestMethod]
    public async Task List_OfAHundred_HoldsAllAndOfMoreIsResourceExhausted()
    {
        HealthService health = new();
        await using EchoServer server = await EchoServer.StartAsync(others: [health.Table]);
        for (int i = 1; i < 100; i++)
        {
            health.Set($"s{i}", i % 2 == 0 ? ServingStatus.Serving : ServingStatus.NotServing);
        }

        RawAnswer answer = await server.Client.CallAsync(Prefix + "List", new byte[5]);
        Assert.AreEqual(StatusCode.Ok, answer.Status);
        HealthListResponse list = HealthListResponse.Parser.ParseFrom(answer.Messages.Single().Payload);
        Assert.HasCount(100, list.Statuses);
        Assert.AreEqual(ServingStatus.Serving, list.Statuses[""].Status);
        Assert.AreEqual(ServingStatus.NotServing, list.Statuses["s3"].Status);
        health.Set("s100", ServingStatus.Serving);
        Assert.AreEqual(
            StatusCode.ResourceExhausted, (await server.Client.CallAsync(Prefix + "List", new byte[5])).Status);
    }

    private static byte[] Request(string service) =>
        Frame.Raw(0, new HealthCheckRequest { Service = service }.ToByteArray());

    private static async Task<ServingStatus> CheckAsync(EchoServer server, string service)
    {
        RawAnswer answer = await server.Client.CallAsync(Prefix + "Check", Request(service));
        Assert.AreEqual(StatusCode.Ok, answer.Status);
        return HealthCheckResponse.Parser.ParseFrom(answer.Messages.Single().Payload).Status;
    }

    private static async Task<ServingStatus> NextAsync(RawAnswer watch)
    {
        (byte Flag, byte[] Payload)? message = await watch.ReadAsync().WaitAsync(Soon);
        return HealthCheckResponse.Parser.ParseFrom(message!.Value.Payload).Status;
    }
}
