namespace BioZooCte.Packages.Zoo;

/// <summary>How far a download is.</summary>
/// <param name="Id">The model.</param>
/// <param name="FilesDone">How many of its files are there.</param>
/// <param name="FileCount">How many files there will be.</param>
/// <param name="Bytes">How many bytes have arrived.</param>
/// <param name="TotalBytes">
/// How many there will be of the files that are under way; null where a server does not say.
/// </param>
public readonly record struct ZooProgress(string Id, int FilesDone, int FileCount, long Bytes, long? TotalBytes)
{
    /// <summary>Whether it waits for another program, which fetches the same or tidies the cache.</summary>
    public bool IsWaiting { get; init; }
}
