namespace BioZooCte.Watching;

/// <summary>
/// Tells which entries of a folder are there to stay as they are: nobody has written to them for a while.
/// </summary>
/// <param name="quiet">How long.</param>
/// <param name="clock">What tells the time.</param>
internal sealed class SettledEntries(TimeSpan quiet, TimeProvider clock)
{
    private readonly Dictionary<string, (string Stamp, DateTimeOffset Since)> _seen = new(StringComparer.Ordinal);

    /// <summary>Whether some entry of the last scan is not settled.</summary>
    public bool IsWaiting { get; private set; }

    /// <summary>Takes in a scan.</summary>
    /// <returns>Those that are settled.</returns>
    public IReadOnlyList<FolderEntry> Update(IReadOnlyList<FolderEntry> scan)
    {
        DateTimeOffset now = clock.GetUtcNow();
        List<FolderEntry> settled = [];
        foreach (FolderEntry entry in scan)
        {
            // What was written long ago, by the file's own word, has been as it is since then.
            DateTimeOffset since = _seen.TryGetValue(entry.Source, out (string Stamp, DateTimeOffset Since) known)
                && known.Stamp == entry.Stamp ? known.Since : now - entry.Written >= quiet ? now - quiet : now;
            _seen[entry.Source] = (entry.Stamp, since);
            if (now - since >= quiet)
            {
                settled.Add(entry);
            }
        }

        foreach (string gone in _seen.Keys.Except(scan.Select(entry => entry.Source)).ToArray())
        {
            _seen.Remove(gone);
        }

        IsWaiting = settled.Count < scan.Count;
        return settled;
    }
}
