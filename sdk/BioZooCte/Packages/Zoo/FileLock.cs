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
    public static async Task<IDisposable> WaitAsync(string path, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(BetweenLooks, ct).ConfigureAwait(false);
            }
        }
    }
}
