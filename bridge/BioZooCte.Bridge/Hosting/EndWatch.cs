using System.Diagnostics;

namespace BioZooCte.Bridge.Hosting;

/// <summary>Waits for a reason to end: the parent is gone, or nobody has called for long.</summary>
internal static class EndWatch
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);

    /// <summary>Waits.</summary>
    /// <param name="options">What to wait for.</param>
    /// <param name="calls">The calls.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The reason.</returns>
    /// <exception cref="OperationCanceledException">The token asked for it.</exception>
    public static async Task<string> WaitAsync(
        BridgeOptions options, CallCount calls, CancellationToken cancellationToken)
    {
        using Process? parent = options.ParentPid is int pid ? Find(pid) : null;
        if (options.ParentPid is int named && parent is null)
        {
            return $"there is no process {named}, its parent";
        }

        while (true)
        {
            await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
            if (parent?.HasExited == true)
            {
                return $"its parent {options.ParentPid} has ended";
            }

            if (options.IdleExit is TimeSpan idle && calls.Quiet >= idle)
            {
                return $"there was no call for {idle.TotalMinutes:0.##} minutes";
            }
        }
    }

    private static Process? Find(int pid)
    {
        try
        {
            return Process.GetProcessById(pid);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
