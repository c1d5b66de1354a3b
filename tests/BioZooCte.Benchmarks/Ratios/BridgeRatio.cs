using System.Net;
using System.Net.Http.Headers;

using BioZooCte.Bridge.Grpc;
using BioZooCte.Bridge.Tests.Grpc;

using Google.Protobuf.WellKnownTypes;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BioZooCte.Benchmarks.Ratios;

/// <summary>
/// What the gRPC layer costs: its calls against bare requests of the same bytes, by one client, to one server.
/// </summary>
internal sealed class BridgeRatio : IRatio
{
    private const int Messages = 64;
    private const double StreamGoal = 0.85;
    private const double UnaryGoal = 0.2;
    private static readonly byte[] Large = Frame.Of(1024 * 1024);
    private static readonly byte[] Empty = Frame.Of([]);

    /// <inheritdoc/>
    public IEnumerable<RatioResult> Measure()
    {
        WebApplication server = Start();
        try
        {
            using HttpClient client = new()
            {
                BaseAddress = new Uri(server.Urls.Single()),
                DefaultRequestVersion = HttpVersion.Version20,
                DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
            };
            void Bare() => Post(client, "/bare", new CountedContent(Large, Messages));
            void Stream() => Post(client, EchoDescriptor.ClientStreaming, new CountedContent(Large, Messages));
            yield return new RatioResult(
                "client stream of 1 MiB messages, throughput against a bare POST",
                Interleaved.Ratio(Bare, Stream, repetitions: 8),
                StreamGoal,
                HigherIsBetter: true);
            yield return new RatioResult(
                "the same by the time of the processors",
                Interleaved.ProcessorRatio(Bare, Stream, repetitions: 8),
                Goal: null);
            yield return new RatioResult(
                "empty unary call, added to a bare POST",
                Interleaved.Difference(
                    () => Post(client, EchoDescriptor.Unary, new ByteArrayContent(Empty)),
                    () => Post(client, "/bare", new ByteArrayContent(Empty)),
                    repetitions: 2000).TotalMilliseconds,
                UnaryGoal,
                Unit: "ms");
        }
        finally
        {
            server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static WebApplication Start()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.UseGrpcLimits().Listen(IPAddress.Loopback, 0, port => port.UseGrpc()));
        WebApplication server = builder.Build();
        server.MapPost("/bare", async (HttpContext http) => await http.Request.Body.CopyToAsync(Stream.Null));
        server.MapGrpc(
            [
                new ServiceTable(EchoDescriptor.Service)
                    .Unary<BytesValue, BytesValue>("Unary", (request, _) => Task.FromResult(request))
                    .ClientStreaming<BytesValue, BytesValue>("ClientStreaming", async (requests, _) =>
                    {
                        BytesValue last = new();
                        await foreach (BytesValue request in requests)
                        {
                            last = request;
                        }

                        return Frame.Message([(byte)(last.Value.Length >> 20)]);
                    }),
            ],
            new GrpcOptions());
        server.StartAsync().GetAwaiter().GetResult();
        return server;
    }

    private static void Post(HttpClient client, string path, HttpContent content)
    {
        content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        using HttpRequestMessage request = new(HttpMethod.Post, path)
        {
            Content = content,
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        using HttpResponseMessage response = client.SendAsync(request).GetAwaiter().GetResult();
        response.EnsureSuccessStatusCode();
        if (path != "/bare" && response.TrailingHeaders.GetValues("grpc-status").Single() != "0")
        {
            throw new InvalidOperationException($"{path} did not end well.");
        }
    }
}
