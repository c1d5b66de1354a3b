using BioZooCte.Bridge.Grpc;

using Google.Protobuf.WellKnownTypes;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace BioZooCte.Bridge.Tests.Grpc;

/// <summary>
/// A server on a port of the loopback, with a client. Each method echoes unless a test says otherwise.
/// </summary>
internal sealed class EchoServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private EchoServer(WebApplication app, RawClient client)
    {
        _app = app;
        Client = client;
    }

    public RawClient Client { get; }

    public Uri Address => new(_app.Urls.First());

    public static async Task<EchoServer> StartAsync(
        Action<ServiceTable>? handlers = null,
        GrpcOptions? options = null,
        IReadOnlyList<ServiceTable>? others = null,
        Action<KestrelServerOptions>? listen = null,
        Func<WebApplication, RawClient>? client = null,
        ILoggerProvider? log = null)
    {
        options ??= new GrpcOptions();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        if (log is not null)
        {
            builder.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Debug);
        }

        builder.Services.AddGrpcShutdown(options);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.UseGrpcLimits();
            (listen ?? (k => k.Listen(System.Net.IPAddress.Loopback, 0, port => port.UseGrpc())))(kestrel);
        });
        WebApplication app = builder.Build();
        ServiceTable table = new(EchoDescriptor.Service);
        handlers?.Invoke(table);
        Fill(table);
        app.MapGrpc([table, .. others ?? []], options);
        await app.StartAsync();
        return new EchoServer(app, client?.Invoke(app) ?? new RawClient(new Uri(app.Urls.First())));
    }

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    private static void Fill(ServiceTable table)
    {
        if (!table.Handlers.ContainsKey("Unary"))
        {
            table.Unary<BytesValue, BytesValue>("Unary", (request, _) => Task.FromResult(request));
        }

        if (!table.Handlers.ContainsKey("ServerStreaming"))
        {
            table.ServerStreaming<BytesValue, BytesValue>("ServerStreaming", async (request, responses, _) =>
            {
                foreach (byte value in request.Value)
                {
                    await responses.WriteAsync(Frame.Message([value]));
                }
            });
        }

        if (!table.Handlers.ContainsKey("ClientStreaming"))
        {
            table.ClientStreaming<BytesValue, BytesValue>("ClientStreaming", async (requests, _) =>
            {
                long count = 0;
                long bytes = 0;
                await foreach (BytesValue request in requests)
                {
                    count++;
                    bytes += request.Value.Length;
                }

                return Frame.Message([.. BitConverter.GetBytes(count), .. BitConverter.GetBytes(bytes)]);
            });
        }

        if (!table.Handlers.ContainsKey("Duplex"))
        {
            table.Duplex<BytesValue, BytesValue>("Duplex", async (requests, responses, call) =>
            {
                await foreach (BytesValue request in requests)
                {
                    await responses.WriteAsync(request, call.CancellationToken);
                }
            });
        }
    }
}
