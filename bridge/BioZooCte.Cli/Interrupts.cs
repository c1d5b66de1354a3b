using System.Runtime.InteropServices;

namespace BioZooCte.Cli;

/// <summary>
/// Turns Ctrl-C, a request to end and the end of the terminal into a cancelled token, so that what is finished is still
/// written. A second one ends the program at once, except of the terminal. Started by <c>nohup</c>, the program outlives
/// its terminal: a signal that is ignored stays so.
/// </summary>
internal sealed class Interrupts : IDisposable
{
    /// <summary>Windows ends a program of a closed terminal when its handler is done, or after five seconds.</summary>
    private static readonly TimeSpan LeftByWindows = TimeSpan.FromSeconds(4);

    private readonly CancellationTokenSource _source = new();
    private readonly ManualResetEventSlim _isDone = new();
    private readonly PosixSignalRegistration[] _registrations;

    /// <summary>Listens until it is disposed.</summary>
    public Interrupts() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
        PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnSignal),
    ];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        _isDone.Set();
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }

        _source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        // Of a terminal that closes, its shell tells as well as the system.
        bool isFirst = !_source.IsCancellationRequested;
        context.Cancel = isFirst || context.Signal == PosixSignal.SIGHUP;
        if (isFirst)
        {
            _source.Cancel();
        }

        if (OperatingSystem.IsWindows() && context.Signal == PosixSignal.SIGHUP)
        {
            _isDone.Wait(LeftByWindows);
        }
    }
}
