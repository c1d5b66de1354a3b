using BioZooCte.Bridge.Hosting;
using BioZooCte.Bridge.Services;
using BioZooCte.Models;
using BioZooCte.Onnx;
using BioZooCte.Testing;

namespace BioZooCte.Bridge.Tests.Support;

/// <summary>A bridge on a free port of the loopback, with a folder of its own that goes with it.</summary>
internal sealed class RunningBridge : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly BridgeHost _host;

    private RunningBridge(DirectoryInfo folder, BridgeHost host)
    {
        _folder = folder;
        _host = host;
        Client = new BridgeClient(host.Address, host.Token);
    }

    /// <summary>The models that are part of the repository.</summary>
    public static string Zoo { get; } =
        Path.Combine(SharedData.RepositoryRoot, "examples", "zoo");

    public BridgeClient Client { get; }

    public BridgeParts Parts => _host.Parts;

    public string Address => _host.Address;

    public string Folder => _folder.FullName;

    public static async Task<RunningBridge> StartAsync(
        Func<BridgeOptions, BridgeOptions>? change = null, IModelBackend? backend = null)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("bridge");
        Directory.CreateDirectory(Path.Combine(folder.FullName, "spool"));
        BridgeOptions options = new()
        {
            ModelRoots = [Zoo],
            ConnectionPath = Path.Combine(folder.FullName, "connection.json"),
            StateFolder = Path.Combine(folder.FullName, "state"),
            SpoolFolder = Path.Combine(folder.FullName, "spool"),
            DrainTime = TimeSpan.FromSeconds(1),
        };
        return new RunningBridge(
            folder, await BridgeHost.StartAsync(change?.Invoke(options) ?? options, backend ?? new OnnxBackend()));
    }

    /// <summary>Ends the bridge while its client still listens.</summary>
    public async Task StopAsync()
    {
        await _host.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _host.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
