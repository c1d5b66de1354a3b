namespace BioZooCte.Bridge.Rankings;

/// <summary>
/// Gives the memory of what has run back to the system. A runtime that has nothing to do collects nothing, so without
/// this the tensors of the last ranking would stay until the next.
/// </summary>
/// <param name="collect">Gives it back; null for the runtime's collector.</param>
internal sealed class IdleMemory(Action? collect = null)
{
    // Within it the end of a call asks too, and whatever runs next begins: neither waits for a collection.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Action _collect = collect ?? Collect;
    private int _asked;

    /// <summary>
    /// Gives it back in a moment, unless something runs or waits by then, or this was asked for again: then it is the
    /// last one's to do. The end of whatever ran in the meantime asks again.
    /// </summary>
    /// <param name="queue">What runs and waits.</param>
    public void ReleaseSoon(WorkQueue queue) => _ = ReleaseAsync(queue, Interlocked.Increment(ref _asked));

    private async Task ReleaseAsync(WorkQueue queue, int asked)
    {
        await Task.Delay(Pause).ConfigureAwait(false);
        if (asked == Volatile.Read(ref _asked) && queue is { Running: 0, Waiters: 0 })
        {
            _collect();
        }
    }

    private static void Collect() =>
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
}
