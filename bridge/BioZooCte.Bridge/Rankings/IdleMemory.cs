namespace BioZooCte.Bridge.Rankings;

/// <summary>
/// Gives the memory of what has run back to the system. A runtime that has nothing to do collects nothing, so without
/// this the tensors of the last ranking would stay until the next.
/// </summary>
internal static class IdleMemory
{
    // So that rankings one after another do not each wait for it.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Gives it back in a moment, if nothing runs or waits by then.</summary>
    public static void ReleaseSoon(WorkQueue queue) => _ = ReleaseAsync(queue);

    private static async Task ReleaseAsync(WorkQueue queue)
    {
        await Task.Delay(Pause).ConfigureAwait(false);
        if (queue is { Running: 0, Waiters: 0 })
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }
}
