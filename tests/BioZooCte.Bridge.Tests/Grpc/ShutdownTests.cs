using System.Diagnostics;

using BioZooCte.Bridge.Grpc;

using Google.Protobuf.WellKnownTypes;

using Grpc.Health.V1;

using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace BioZooCte.Bridge.Tests.Grpc;

/// <summary>The end of a server: what is told, what goes on, what is cut short.</summary>
[TestClass]
public sealed class ShutdownTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [TestMethod]
    public async Task Stop_WithARunningCall_LetsItEndAndTakesNoOther()
    {
        TaskCompletionSource running = new();
        TaskCompletionSource release = new();
        HealthService health = new();
        await using EchoServer server = await EchoServer.StartAsync(
            table => table.Unary<BytesValue, BytesValue>("Unary", async (request, _) =>
            {
                running.SetResult();
                await release.Task;
                return request;
            }),
            new GrpcOptions { Health = health },
            [health.Table]);
        using RawAnswer watch = await server.Client.StartAsync(
            "/grpc.health.v1.Health/Watch", new ByteArrayContent(new byte[5]));
        Assert.AreEqual(ServingStatus.Serving, Status(await watch.ReadAsync()));
        Task<RawAnswer> call = server.Client.CallAsync(EchoDescriptor.Unary, Frame.Of([7]));
        await running.Task.WaitAsync(Soon);

        Task stopping = server.StopAsync();
        Assert.AreEqual(ServingStatus.NotServing, Status(await watch.ReadAsync().WaitAsync(Soon)));
        await watch.ReadAllAsync().WaitAsync(Soon);
        Assert.AreEqual(StatusCode.Unavailable, watch.Status);
        await RefusedAsync(server);
        Assert.IsFalse(stopping.IsCompleted);
        release.SetResult();
        Assert.AreEqual(7, (await call.WaitAsync(Soon)).OnlyValue()[0]);
        await stopping.WaitAsync(Soon);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task Stop_WithACallThatGoesOn_EndsItAfterTheStatedTime(bool listens)
    {
        TaskCompletionSource release = new();
        await using EchoServer server = await EchoServer.StartAsync(
            table => table.Duplex<BytesValue, BytesValue>("Duplex", async (_, responses, call) =>
            {
                await responses.WriteAsync(Frame.Message([1]));
                if (listens)
                {
                    await Task.Delay(Timeout.Infinite, call.CancellationToken);
                }

                await release.Task;
            }),
            new GrpcOptions { DrainTime = TimeSpan.FromMilliseconds(600) });
        using FedContent body = new();
        using RawAnswer answer = await server.Client.StartAsync(EchoDescriptor.Duplex, body);
        Assert.IsNotNull(await answer.ReadAsync());
        Stopwatch watch = Stopwatch.StartNew();
        Task stopping = server.StopAsync();
        await answer.ReadAllAsync().WaitAsync(Soon);
        Assert.AreEqual(StatusCode.Unavailable, answer.Status);
        Assert.IsGreaterThanOrEqualTo(590L, watch.ElapsedMilliseconds);
        release.SetResult();
        body.Complete();
        await stopping.WaitAsync(Soon);
    }

    private static async Task RefusedAsync(EchoServer server)
    {
        using RawClient another = new(server.Address);
        foreach (RawClient client in new[] { server.Client, another })
        {
            try
            {
                RawAnswer refused = await client.CallAsync(EchoDescriptor.Duplex, Frame.Of([7])).WaitAsync(Soon);
                Assert.AreEqual(StatusCode.Unavailable, refused.Status);
            }
            catch (HttpRequestException)
            {
                // The port is closed, or the connection has been told to take no more: as good.
            }
        }
    }

    private static ServingStatus Status((byte Flag, byte[] Payload)? message) =>
        HealthCheckResponse.Parser.ParseFrom(message!.Value.Payload).Status;
}
