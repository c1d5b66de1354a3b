namespace BioZooCte.Bridge.Grpc;

/// <summary>
/// Ends a call when the caller is gone, its deadline passes or the server stops hard: whichever comes first.
/// </summary>
internal sealed class CallLifetime : IDisposable
{
    // What a timer can hold; a deadline beyond it is as good as none.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(49);

    private readonly CancellationTokenSource _source;
    private readonly Action<CallEnd> _ended;
    private readonly CancellationTokenRegistration _callerGone;
    private readonly CancellationTokenRegistration _serverStopped;
    private readonly ITimer? _timer;
    private int _reason;

    /// <summary>Begins.</summary>
    /// <param name="source">Whose token the handler holds; cancelled right after <paramref name="ended"/>.</param>
    /// <param name="limits">What ends the call.</param>
    /// <param name="ended">Told once what ended it; it must not block.</param>
    public CallLifetime(CancellationTokenSource source, CallLimits limits, Action<CallEnd> ended)
    {
        _source = source;
        _ended = ended;
        if (limits.Timeout is { } timeout && timeout <= LongestTimer)
        {
            _timer = limits.TimeProvider.CreateTimer(
                static state => ((CallLifetime)state!).End(CallEnd.Deadline), this, timeout, Timeout.InfiniteTimeSpan);
        }

        _callerGone = limits.CallerGone.UnsafeRegister(
            static state => ((CallLifetime)state!).End(CallEnd.CallerGone), this);
        _serverStopped = limits.ServerStopped.UnsafeRegister(
            static state => ((CallLifetime)state!).End(CallEnd.ServerStopped), this);
    }

    /// <summary>Nothing ends the call any more.</summary>
    public void Dispose()
    {
        _timer?.Dispose();
        _callerGone.Dispose();
        _serverStopped.Dispose();
    }

    private void End(CallEnd reason)
    {
        if (Interlocked.CompareExchange(ref _reason, (int)reason, (int)CallEnd.None) != (int)CallEnd.None)
        {
            return;
        }

        // The caller is answered before the handler hears of it, for what the handler then does may take its time.
        _ended(reason);
        _ = _source.CancelAsync();
    }
}
