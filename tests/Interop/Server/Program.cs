using System.Net;

using BioZooCte.Bridge.Grpc;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace BioZooCte.Interop.Server;

/// <summary>Serves the test service on a free port of 127.0.0.1, and says on which.</summary>
internal static class Program
{
    private static async Task Main(string[] arguments)
    {
        HealthService health = new();
        TestService tests = new(new RunningCalls());
        GrpcOptions options = new() { Health = health };
        ReflectionService reflection = new([TestService.Descriptor, health.Table.Descriptor]);

        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(arguments);
        builder.Logging.ClearProviders().AddConsole(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddGrpcShutdown(options);
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.UseGrpcLimits().Listen(IPAddress.Loopback, 0, listen => listen.UseGrpc()));

        await using WebApplication application = builder.Build();
        application.MapGrpc([tests.Table, health.Table, .. reflection.Tables], options);
        health.Set(TestService.Descriptor.FullName, ServingStatus.Serving);
        await application.StartAsync();
        Uri address = new(application.Urls.Single());
        Console.WriteLine($"listening on {address.Host}:{address.Port}");
        await application.WaitForShutdownAsync();
    }
}
