using System.Net;

using BioZooCte.Bridge.Grpc;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BioZooCte.Bridge.Hosting;

/// <summary>The web server of a bridge: where it listens and what it logs.</summary>
internal static class BridgeServer
{
    // Beyond the rankings that run and wait: refused ones, and the small calls.
    private const int SpareCalls = 1000;

    /// <summary>A server that is not started and answers nothing yet.</summary>
    public static WebApplication Build(BridgeOptions options, GrpcOptions grpc)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRouting().AddGrpcShutdown(grpc);
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffzzz ";
        });
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.SetMinimumLevel(options.IsVerbose ? LogLevel.Debug : LogLevel.Information)
            .AddFilter("Microsoft", LogLevel.Warning);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => Listen(
            kestrel.UseGrpcLimits(
                (int)Math.Min(int.MaxValue, (long)options.Concurrent + options.Queue + SpareCalls)),
            options));
        return builder.Build();
    }

    private static void Listen(KestrelServerOptions kestrel, BridgeOptions options)
    {
        void Configure(ListenOptions listen)
        {
            listen.UseGrpc();
            if (options.Tls is TlsOptions tls)
            {
                listen.UseHttps(https => TlsSetup.Apply(https, tls));
            }
        }

        if (options.UnixSocket is string socket)
        {
            SocketPath.MakeFree(socket);
            kestrel.ListenUnixSocket(socket, Configure);
        }
        else
        {
            kestrel.Listen(options.Address, options.Port, Configure);
        }

        if (options.MetricsPort is int port)
        {
            kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
        }
    }
}
