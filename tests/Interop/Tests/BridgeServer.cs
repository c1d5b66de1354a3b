using System.Text.Json.Nodes;

using BioZooCte.Testing;

namespace BioZooCte.Interop.Tests;

/// <summary><c>zoocte serve</c> with the bundled models, found by its connection file as a plugin finds it.</summary>
internal sealed class BridgeServer : IAsyncDisposable
{
    private readonly ServerProcess _process;

    private BridgeServer(ServerProcess process, string connectionPath)
    {
        _process = process;
        ConnectionPath = connectionPath;
        JsonNode connection = JsonNode.Parse(File.ReadAllText(connectionPath))!;
        Url = $"http://{connection["address"]}:{connection["port"]}";
        Token = (string)connection["token"]!;
    }

    /// <summary>Its connection file.</summary>
    public string ConnectionPath { get; }

    /// <summary>Where it listens.</summary>
    public string Url { get; }

    /// <summary>What its callers show.</summary>
    public string Token { get; }

    /// <summary>Starts one on a free port.</summary>
    public static async Task<BridgeServer> StartAsync(CancellationToken cancellationToken)
    {
        string folder = Scratch.Folder("bridge");
        string connection = Path.Combine(folder, "connection.json");
        ServerProcess process = await ServerProcess.StartAsync(
            "zoocte.dll",
            [
                "serve", "--model-root", Path.Combine(SharedData.RepositoryRoot, "examples", "zoo"),
                "--state", Path.Combine(folder, "state"), "--spool", folder,
            ],
            new Dictionary<string, string> { ["BIOZOOCTE_CONNECTION"] = connection },
            cancellationToken);
        return new BridgeServer(process, connection);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
