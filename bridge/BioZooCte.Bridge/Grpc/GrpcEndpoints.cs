using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BioZooCte.Bridge.Grpc;

/// <summary>Puts services onto a server.</summary>
internal static class GrpcEndpoints
{
    private const string LogCategory = "BioZooCte.Bridge.Grpc";

    /// <summary>
    /// Answers calls to the services, and every other call with <see cref="StatusCode.Unimplemented"/>. Routes that
    /// are more exact go before.
    /// </summary>
    /// <param name="endpoints">The server.</param>
    /// <param name="services">The services, each once.</param>
    /// <param name="options">What holds for every call.</param>
    public static IEndpointConventionBuilder MapGrpc(
        this IEndpointRouteBuilder endpoints, IReadOnlyList<ServiceTable> services, GrpcOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        ILogger logger = endpoints.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger(LogCategory);
        GracefulStop stop = new();
        IHostApplicationLifetime host = endpoints.ServiceProvider.GetRequiredService<IHostApplicationLifetime>();
        host.ApplicationStopped.Register(stop.Dispose);
        host.ApplicationStopping.Register(() =>
        {
            options.Health?.Shutdown();
            logger.Stopping(options.DrainTime);
            stop.Begin(options.DrainTime, options.TimeProvider);
        });

        CallDispatcher dispatcher = new(new MethodTable(services), options, stop, logger);
        return endpoints.Map("/{**path}", dispatcher.HandleAsync);
    }
}
