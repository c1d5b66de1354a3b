namespace BioZooCte.Bridge.Grpc;

/// <summary>The end of the server: no new calls, some time for those that run, then theirs.</summary>
internal sealed class GracefulStop : IDisposable
{
    private readonly CancellationTokenSource _stopped = new();
    private ITimer? _timer;
    private volatile bool _isStopping;

    /// <summary>Whether new calls are turned away.</summary>
    public bool IsStopping => _isStopping;

    /// <summary>Cancelled when the time of the running calls is over.</summary>
    public CancellationToken Stopped => _stopped.Token;

    /// <summary>Begins to stop.</summary>
    /// <param name="drainTime">How long running calls may go on.</param>
    /// <param name="timeProvider">The clock.</param>
    public void Begin(TimeSpan drainTime, TimeProvider timeProvider)
    {
        _isStopping = true;
        _timer ??= timeProvider.CreateTimer(
            static state => _ = ((CancellationTokenSource)state!).CancelAsync(),
            _stopped,
            drainTime,
            Timeout.InfiniteTimeSpan);
    }

    /// <summary>Forgets the time, once no call runs any more.</summary>
    public void Dispose()
    {
        _timer?.Dispose();
        _stopped.Dispose();
    }
}
