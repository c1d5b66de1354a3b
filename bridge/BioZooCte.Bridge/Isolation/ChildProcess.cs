using System.Diagnostics;

using BioZooCte.Bridge.Isolation.Messages;

namespace BioZooCte.Bridge.Isolation;

/// <summary>A child process with which messages are exchanged over its input and output.</summary>
internal sealed class ChildProcess : IDisposable
{
    private const int LinesKept = 20;

    private readonly Process _process;
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly Queue<string> _lastLines = new();

    private ChildProcess(Process process)
    {
        _process = process;
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginErrorReadLine();
    }

    /// <summary>Starts it.</summary>
    /// <param name="command">The program and its arguments.</param>
    public static ChildProcess Start(IReadOnlyList<string> command)
    {
        ProcessStartInfo start = new(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        return new ChildProcess(Process.Start(start)
            ?? throw new InvalidOperationException($"{command[0]} could not be started."));
    }

    /// <summary>Sends a message; nothing where the process has ended.</summary>
    public async Task SendAsync(ToChild message, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            Stream stream = _process.StandardInput.BaseStream;
            await DelimitedStream.WriteAsync(stream, message, cancellationToken).ConfigureAwait(false);
            await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // It has ended; whoever reads from it says so.
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Its next message; null where it has ended.</summary>
    public Task<FromChild?> ReadAsync(CancellationToken cancellationToken) =>
        DelimitedStream.ReadAsync(_process.StandardOutput.BaseStream, FromChild.Parser, cancellationToken);

    /// <summary>Waits until it has ended; that it did, while it ran a model.</summary>
    public async Task<ChildEndedException> EndAsync(string model)
    {
        await _process.WaitForExitAsync().ConfigureAwait(false);
        int code = _process.ExitCode;
        lock (_lastLines)
        {
            return new ChildEndedException(model, ProcessEnd.Describe(code, _lastLines.LastOrDefault("")))
            {
                IsFault = ProcessEnd.IsFault(code),
                IsKilled = ProcessEnd.IsKilled(code),
            };
        }
    }

    /// <summary>Ends it at once.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Kill();
        _process.Dispose();
        _sending.Dispose();
    }

    private void Keep(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        lock (_lastLines)
        {
            _lastLines.Enqueue(line.Trim());
            if (_lastLines.Count > LinesKept)
            {
                _lastLines.Dequeue();
            }
        }
    }
}
