using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

using Google.Protobuf;

namespace BioZooCte.Interop.Tests;

/// <summary>A client of the bridge in C# that knows nothing of it but proto/CONNECTION.md, on the HTTP/2 of .NET.</summary>
internal static class CSharp
{
    private static readonly TimeSpan HealthTimeout = TimeSpan.FromSeconds(2);
    private static readonly byte[] EmptyMessage = new byte[5];
    private static readonly byte[] Serving = [0, 0, 0, 0, 2, 8, 1];

    /// <summary>Finds the running bridge and asks it for its version.</summary>
    /// <param name="environment">The variables that say where its file is.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The version, or <c>none</c> where no bridge can be used.</returns>
    public static async Task<string> FindBridgeAsync(
        IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        JsonNode? connection = Read(PathOf(environment));
        if (connection is null || (string?)connection["api"] != "v1" || !IsProcess((int)connection["pid"]!))
        {
            return "none";
        }

        using HttpClient client = new()
        {
            BaseAddress = new Uri($"http://{connection["address"]}:{connection["port"]}"),
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        if (!await IsServingAsync(client, cancellationToken))
        {
            return "none";
        }

        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)connection["token"]!);
        byte[] answer = await CallAsync(client, "biozoocte.v1.ServerService/GetServerInfo", cancellationToken);
        using CodedInputStream fields = new(answer, EmptyMessage.Length, answer.Length - EmptyMessage.Length);
        while (fields.ReadTag() is uint tag and not 0)
        {
            if (WireFormat.GetTagFieldNumber(tag) == 2)
            {
                return fields.ReadString();
            }

            fields.SkipLastField();
        }

        throw new InvalidDataException("The bridge did not say its version.");
    }

    private static string PathOf(IReadOnlyDictionary<string, string> environment)
    {
        if (environment.GetValueOrDefault("BIOZOOCTE_CONNECTION") is { Length: > 0 } named)
        {
            return named;
        }

        return environment.GetValueOrDefault("XDG_RUNTIME_DIR") is { Length: > 0 } runtime
            ? Path.Combine(runtime, "biozoocte", "connection.json")
            : Path.Combine(environment["HOME"], ".biozoocte", "connection.json");
    }

    private static JsonNode? Read(string path)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(path));
        }
        catch (Exception exception) when (exception is IOException or JsonException)
        {
            return null;
        }
    }

    private static bool IsProcess(int pid)
    {
        try
        {
            using Process process = Process.GetProcessById(pid);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static async Task<bool> IsServingAsync(HttpClient client, CancellationToken cancellationToken)
    {
        for (int tries = 0; tries < 5; tries++)
        {
            using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(HealthTimeout);
            try
            {
                byte[] answer = await CallAsync(client, "grpc.health.v1.Health/Check", limit.Token);
                return answer.AsSpan().SequenceEqual(Serving);
            }
            catch (HttpRequestException)
            {
                return false;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // The machine is busy.
            }
        }

        return false;
    }

    private static async Task<byte[]> CallAsync(HttpClient client, string method, CancellationToken cancellationToken)
    {
        using ByteArrayContent message = new(EmptyMessage);
        message.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        using HttpResponseMessage response = await client.PostAsync(new Uri($"/{method}", UriKind.Relative), message, cancellationToken);
        byte[] answer = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        Assert.AreEqual("0", response.TrailingHeaders.GetValues("grpc-status").Single(), method);
        return answer;
    }
}
