namespace BioZooCte.Packages.Zoo;

/// <summary>
/// A lock that holds among threads and programs: whoever has the file open. Its file stays, for one that is removed
/// while another waits for it would be two locks.
/// </summary>
internal static class FileLock
{
    /// <summary>EMFILE, on Linux as on macOS.</summary>
    private const int TooManyOfProcess = 24;

    /// <summary>ENFILE.</summary>
    private const int TooManyOfSystem = 23;

    /// <summary>ERROR_TOO_MANY_OPEN_FILES.</summary>
    private const int TooManyOnWindows = unchecked((int)0x80070004);

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
        catch (IOException e) when (File.Exists(path) && !IsOutOfHandles(e))
        {
            return null;
        }
    }

    /// <summary>Then it is nobody's, and would be waited for without end.</summary>
    private static bool IsOutOfHandles(IOException exception) =>
        exception.HResult is TooManyOfProcess or TooManyOfSystem or TooManyOnWindows;
}
