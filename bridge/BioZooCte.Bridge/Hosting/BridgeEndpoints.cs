using System.Diagnostics.Metrics;

using BioZooCte.Bridge.Grpc;
using BioZooCte.Bridge.Services;
using BioZooCte.Files;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace BioZooCte.Bridge.Hosting;

/// <summary>What a bridge answers: its services, health, reflection, and its measurements.</summary>
internal static class BridgeEndpoints
{
    /// <summary>Puts all of it onto the server.</summary>
    public static void Map(
        WebApplication app, BridgeOptions options, GrpcOptions grpc, BridgeParts parts, CallCount calls)
    {
        app.Use(new CallCounter(calls).InvokeAsync);
        Meter gauges = MakeGauges(parts, calls);
        app.Lifetime.ApplicationStopped.Register(gauges.Dispose);
        MapMetrics(app, options, gauges);
        app.UseRouting();
        HealthService health = grpc.Health!;
        AllowedRoots imageRoots = new(options.ImageRoots);
        ServiceTable[] services =
        [
            new ServerService(parts, options.MessageBytes, !imageRoots.Folders.IsEmpty).Table,
            new ModelService(parts).Table,
            new RankingService(
                parts,
                imageRoots,
                app.Services.GetRequiredService<ILogger<RankingService>>(),
                app.Lifetime.ApplicationStopping).Table,
            new PredictionService(parts).Table,
        ];
        ServiceDescriptor[] shown = [.. services.Append(health.Table).Select(service => service.Descriptor)];
        foreach (ServiceTable service in services)
        {
            health.Set(service.Descriptor.FullName, ServingStatus.Serving);
        }

        app.MapGrpc([.. services, health.Table, .. new ReflectionService(shown).Tables], grpc);
    }

    /// <summary>What is the case now; of this bridge alone, and there as long as it.</summary>
    private static Meter MakeGauges(BridgeParts parts, CallCount calls)
    {
        Meter meter = new(Telemetry.Name);
        meter.CreateObservableGauge("biozoocte.rankings.running", () => parts.Queue.Running, description: "Rankings that run.");
        meter.CreateObservableGauge("biozoocte.rankings.waiting", () => parts.Queue.Waiters, description: "Rankings that wait.");
        meter.CreateObservableGauge("biozoocte.calls", () => calls.Running, description: "Calls that run.");
        meter.CreateObservableGauge(
            "biozoocte.spool.memory", () => parts.Spool.MemoryBytes, "By", "Bytes of streamed images in memory.");
        return meter;
    }

    private static void MapMetrics(WebApplication app, BridgeOptions options, Meter gauges)
    {
        if (options.MetricsPort is not int port)
        {
            return;
        }

        PrometheusText text = new(Telemetry.Meter, gauges);
        app.Lifetime.ApplicationStopped.Register(text.Dispose);
        // By the port that was reached, which no header of a client can change: it is open to this machine alone.
        app.MapWhen(context => context.Connection.LocalPort == port, metrics => metrics.Run(context =>
        {
            if (context.Request.Path != "/metrics")
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            }

            context.Response.ContentType = "text/plain; version=0.0.4";
            return context.Response.WriteAsync(text.Write());
        }));
    }
}
