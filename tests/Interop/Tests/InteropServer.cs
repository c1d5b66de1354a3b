using System.Globalization;
using System.Text.RegularExpressions;

namespace BioZooCte.Interop.Tests;

/// <summary>The test server as a process of its own: clients may end it, and look at its handles and memory.</summary>
internal sealed partial class InteropServer : IAsyncDisposable
{
    private readonly ServerProcess _process;

    private InteropServer(ServerProcess process, int port)
    {
        _process = process;
        Port = port;
    }

    /// <summary>Where it listens, on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>The number of its process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Starts one on a free port.</summary>
    public static async Task<InteropServer> StartAsync(CancellationToken cancellationToken)
    {
        ServerProcess process = await ServerProcess.StartAsync(
            "BioZooCte.Interop.Server.dll", [], new Dictionary<string, string>(), cancellationToken);
        Match found = Announcement().Match(process.FirstLine);
        Assert.IsTrue(found.Success, $"The server wrote {process.FirstLine}; expected where it listens.");
        return new InteropServer(process, int.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture));
    }

    /// <summary>Its exit code, once it has ended by itself.</summary>
    public Task<int> EndAsync(CancellationToken cancellationToken) => _process.EndAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _process.DisposeAsync();

    [GeneratedRegex(@"^listening on 127\.0\.0\.1:(\d+)$")]
    private static partial Regex Announcement();
}
