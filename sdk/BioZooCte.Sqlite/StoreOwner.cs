using System.Diagnostics;

namespace BioZooCte.Sqlite;

/// <summary>A process that claims work of a store, and whether such a process still runs.</summary>
/// <param name="Id">A name that no other has.</param>
/// <param name="Host">Its machine.</param>
/// <param name="Process">Its process.</param>
/// <param name="Started">When that began, in ticks of UTC: numbers of processes are used again.</param>
internal sealed record StoreOwner(string Id, string Host, int Process, long Started)
{
    /// <summary>How often an owner says that it runs.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(3);

    /// <summary>How much longer than a beat may wait for other programs an owner may be silent.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // The system counts it from its own start, which moves a little when the clock is set.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    /// <summary>This process, under a new name.</summary>
    public static StoreOwner New()
    {
        using Process process = System.Diagnostics.Process.GetCurrentProcess();
        return new StoreOwner(
            Guid.NewGuid().ToString("N"), Environment.MachineName, process.Id, StartOf(process));
    }

    /// <summary>
    /// Whether it still runs, as far as this machine can tell: all say so, and of its own processes it knows at once which
    /// are gone. Some are in its list and gone nevertheless: those that nobody buries, and stores that were closed on a
    /// full disk.
    /// </summary>
    /// <param name="lastBeat">When it last said so.</param>
    /// <param name="longestWait">How long other programs can keep it from saying so.</param>
    public bool IsAlive(DateTime lastBeat, TimeSpan longestWait)
    {
        bool hasBeaten = DateTime.UtcNow - lastBeat < longestWait + Patience;
        if (!hasBeaten || Host != Environment.MachineName)
        {
            return hasBeaten;
        }

        try
        {
            using Process process = System.Diagnostics.Process.GetProcessById(Process);
            return Math.Abs(StartOf(process) - Started) < Tolerance.Ticks && !process.HasExited;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return false;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // It is there, and another user's, of which the system does not tell when it began.
            return true;
        }
    }

    private static long StartOf(Process process) => process.StartTime.ToUniversalTime().Ticks;
}
