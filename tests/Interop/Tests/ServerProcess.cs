using System.Diagnostics;

namespace BioZooCte.Interop.Tests;

/// <summary>A program of this repository that serves until it is disposed.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, string firstLine)
    {
        _process = process;
        FirstLine = firstLine;
    }

    /// <summary>What it wrote once it answered.</summary>
    public string FirstLine { get; }

    /// <summary>The number of its process.</summary>
    public int Id => _process.Id;

    /// <summary>Starts a program and waits for its first line.</summary>
    /// <param name="assembly">Its file beside this assembly.</param>
    /// <param name="arguments">What it is given.</param>
    /// <param name="environment">Variables beside those of this process.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<ServerProcess> StartAsync(
        string assembly,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string> environment,
        CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [Path.Combine(AppContext.BaseDirectory, assembly), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        Process process = Process.Start(start)!;
        try
        {
            // Pipes that nobody empties would hold the server up.
            Task<string> error = process.StandardError.ReadToEndAsync(CancellationToken.None);
            string? line = await process.StandardOutput.ReadLineAsync(cancellationToken);
            if (line is null)
            {
                Assert.Fail($"{assembly} did not start: {await error}");
            }

            _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            return new ServerProcess(process, line);
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
            throw;
        }
    }

    /// <summary>Its exit code, once it has ended by itself.</summary>
    public async Task<int> EndAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
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
}
