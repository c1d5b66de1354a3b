namespace BioZooCte.Packages.Zoo;

/// <summary>When a file of the cache was used last: the time at which it was written to, which nothing else changes.</summary>
internal static class LastUse
{
    /// <summary>It is used now.</summary>
    public static void Note(string path)
    {
        try
        {
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It counts as used when it was fetched.
        }
    }

    /// <summary>Whether it was not used since a time.</summary>
    public static bool IsBefore(FileInfo file, DateTimeOffset time) => file.LastWriteTimeUtc < time.UtcDateTime;
}
