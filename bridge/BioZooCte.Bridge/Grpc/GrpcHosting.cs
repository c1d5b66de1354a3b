using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BioZooCte.Bridge.Grpc;

/// <summary>Sets a server up for calls that may be long, large and silent.</summary>
internal static class GrpcHosting
{
    private const int UsualCalls = 100;

    // Larger than a message of the recommended size, so that one is sent without waiting for the server.
    private const int StreamWindowBytes = 2 * 1024 * 1024;
    private const int ConnectionWindowBytes = 8 * 1024 * 1024;

    // Beyond the end of the running calls, for their trailers to go out.
    private static readonly TimeSpan ShutdownMargin = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Sets what holds for all ports: no limit to the size of a request, none to how slowly either side reads or
    /// writes, windows that hold a message, and a look after peers that have fallen silent.
    /// </summary>
    /// <param name="options">The server's.</param>
    /// <param name="calls">The calls that one client may have at once: they share a connection, and beyond them it waits.</param>
    public static KestrelServerOptions UseGrpcLimits(this KestrelServerOptions options, int calls = UsualCalls)
    {
        options.Limits.Http2.MaxStreamsPerConnection = calls;
        options.AddServerHeader = false;
        options.Limits.MaxRequestBodySize = null;
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
        options.Limits.Http2.InitialStreamWindowSize = StreamWindowBytes;
        options.Limits.Http2.InitialConnectionWindowSize = ConnectionWindowBytes;
        options.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromMinutes(1);
        return options;
    }

    /// <summary>Sets what holds for one port: HTTP/2 only, without TLS too.</summary>
    public static ListenOptions UseGrpc(this ListenOptions options)
    {
        options.Protocols = HttpProtocols.Http2;
        return options;
    }

    /// <summary>Gives the end of the server enough time for <see cref="GrpcOptions.DrainTime"/>.</summary>
    public static IServiceCollection AddGrpcShutdown(this IServiceCollection services, GrpcOptions options) =>
        services.Configure<HostOptions>(host => host.ShutdownTimeout = options.DrainTime + ShutdownMargin);
}
