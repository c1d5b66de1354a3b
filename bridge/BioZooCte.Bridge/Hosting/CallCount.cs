namespace BioZooCte.Bridge.Hosting;

/// <summary>How many calls run, and since when none does.</summary>
/// <param name="clock">What tells the time.</param>
internal sealed class CallCount(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private long _quietSince = clock.GetTimestamp();
    private int _running;

    /// <summary>Calls that run.</summary>
    public int Running
    {
        get
        {
            lock (_lock)
            {
                return _running;
            }
        }
    }

    /// <summary>How long no call has run; zero while one does.</summary>
    public TimeSpan Quiet
    {
        get
        {
            lock (_lock)
            {
                return _running > 0 ? TimeSpan.Zero : clock.GetElapsedTime(_quietSince);
            }
        }
    }

    /// <summary>A call begins.</summary>
    public void Enter()
    {
        lock (_lock)
        {
            _running++;
        }
    }

    /// <summary>A call ends.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            _running--;
            _quietSince = clock.GetTimestamp();
        }
    }
}
