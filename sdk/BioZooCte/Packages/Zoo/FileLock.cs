using System.Diagnostics;

namespace BioZooCte.Packages.Zoo;

/// <summary>
/// A lock that holds among threads and programs: whoever has the file open. Its file stays, for one that is removed
/// while another waits for it would be two locks.
/// </summary>
internal static class FileLock
{
    /// <summary>EWOULDBLOCK of Linux and of macOS, ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION.</summary>
    private static readonly int[] Held = [11, 35, unchecked((int)0x80070020), unchecked((int)0x80070021)];

    /// <summary>EROFS, and ERROR_WRITE_PROTECT.</summary>
    private static readonly int[] WriteProtected = [30, unchecked((int)0x80070013)];

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan BetweenNotices = TimeSpan.FromSeconds(2);

    /// <summary>Waits for it.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="whileLong">Is called now and then while it takes long.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>The lock, which the caller disposes; null where its folder can only be read.</returns>
    /// <exception cref="IOException">It cannot be had, and is nobody's.</exception>
    public static Task<IDisposable?> WaitAsync(string path, Action? whileLong, CancellationToken ct) =>
        WaitAsync(() => TryTake(path), whileLong, ct);

    /// <summary>Waits until it may be shared: others may share it too, and none has it alone.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="whileLong">Is called now and then while it takes long.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>The share, which the caller disposes; null where its folder can only be read.</returns>
    /// <exception cref="IOException">It cannot be had, and is nobody's.</exception>
    public static Task<IDisposable?> WaitForShareAsync(string path, Action? whileLong, CancellationToken ct) =>
        WaitAsync(() => TryOpen(path, FileAccess.Read, FileShare.Read), whileLong, ct);

    /// <summary>The lock, which the caller disposes; null where another has it, or a share of it.</summary>
    /// <param name="path">Its file.</param>
    /// <exception cref="IOException">It cannot be had, and is nobody's.</exception>
    public static IDisposable? TryTake(string path) => TryOpen(path, FileAccess.ReadWrite, FileShare.None);

    /// <summary>Whether an error says that what is there can only be read.</summary>
    public static bool IsReadOnly(Exception exception) =>
        exception is UnauthorizedAccessException || (exception is IOException && WriteProtected.Contains(exception.HResult));

    private static async Task<IDisposable?> WaitAsync(
        Func<IDisposable?> tryTake, Action? whileLong, CancellationToken ct)
    {
        long noticed = Stopwatch.GetTimestamp();
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            try
            {
                if (tryTake() is IDisposable taken)
                {
                    return taken;
                }
            }
            catch (Exception e) when (IsReadOnly(e))
            {
                return null;
            }

            if (Stopwatch.GetElapsedTime(noticed) >= BetweenNotices)
            {
                whileLong?.Invoke();
                noticed = Stopwatch.GetTimestamp();
            }

            await Task.Delay(BetweenLooks, ct).ConfigureAwait(false);
        }
    }

    /// <summary>What is not another's is never waited for: that would have no end.</summary>
    private static FileStream? TryOpen(string path, FileAccess access, FileShare share)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, access, share);
        }
        catch (IOException e) when (Held.Contains(e.HResult))
        {
            return null;
        }
    }
}
