namespace BioZooCte.Packages.Zoo;

/// <summary>
/// A lock that holds among threads and programs: whoever has the file open. Its file stays, for one that is removed
/// while another waits for it would be two locks.
/// </summary>
internal static class FileLock
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits for it.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>The lock, which the caller disposes.</returns>
    public static Task<IDisposable> WaitAsync(string path, CancellationToken ct) =>
        WaitAsync(() => TryTake(path), ct);

    /// <summary>Waits until it may be shared: others may share it too, and none has it alone.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>The share, which the caller disposes.</returns>
    public static Task<IDisposable> WaitForShareAsync(string path, CancellationToken ct) =>
        WaitAsync(() => TryOpen(path, FileAccess.Read, FileShare.Read), ct);

    /// <summary>The lock, which the caller disposes; null where another has it, or a share of it.</summary>
    /// <param name="path">Its file.</param>
    public static IDisposable? TryTake(string path) => TryOpen(path, FileAccess.ReadWrite, FileShare.None);

    private static async Task<IDisposable> WaitAsync(Func<IDisposable?> tryTake, CancellationToken ct)
    {
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            if (tryTake() is IDisposable taken)
            {
                return taken;
            }

            await Task.Delay(BetweenLooks, ct).ConfigureAwait(false);
        }
    }

    private static FileStream? TryOpen(string path, FileAccess access, FileShare share)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, access, share);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }
}
