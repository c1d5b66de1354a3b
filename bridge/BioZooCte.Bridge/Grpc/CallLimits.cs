namespace BioZooCte.Bridge.Grpc;

/// <summary>What ends a call before its handler does.</summary>
/// <param name="Timeout">How long the caller waits from now on; null for ever.</param>
/// <param name="TimeProvider">The clock.</param>
/// <param name="CallerGone">Cancelled when the caller resets the call or the connection is lost.</param>
/// <param name="ServerStopped">Cancelled when the server has waited for its calls long enough.</param>
internal readonly record struct CallLimits(
    TimeSpan? Timeout, TimeProvider TimeProvider, CancellationToken CallerGone, CancellationToken ServerStopped);
