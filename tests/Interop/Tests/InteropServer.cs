using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace BioZooCte.Interop.Tests;

/// <summary>The test server as a process of its own: clients may end it, and look at its handles and memory.</summary>
internal sealed partial class InteropServer : IAsyncDisposable
{
    private readonly Process _process;

    private InteropServer(Process process, int port)
    {
        _process = process;
        Port = port;
    }

    /// <summary>Where it listens, on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>The number of its process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Its exit code, once it has ended by itself.</summary>
    public async Task<int> EndAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    /// <summary>Starts one on a free port.</summary>
    public static async Task<InteropServer> StartAsync(CancellationToken cancellationToken)
    {
        string assembly = Path.Combine(AppContext.BaseDirectory, "BioZooCte.Interop.Server.dll");
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [assembly])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Process process = Process.Start(start)!;
        try
        {
            string? line = await process.StandardOutput.ReadLineAsync(cancellationToken);
            Match found = Announcement().Match(line ?? "");
            Assert.IsTrue(found.Success, $"The server wrote {line}; expected where it listens.");

            // Pipes that nobody empties would hold the server up.
            _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
            return new InteropServer(process, int.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture));
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    [GeneratedRegex(@"^listening on 127\.0\.0\.1:(\d+)$")]
    private static partial Regex Announcement();
}
