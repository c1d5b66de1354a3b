namespace BioZooCte.Packages.Zoo;

/// <summary>Sees to it that a file is on the disk, before its folder is said to be complete.</summary>
internal static class DurableFile
{
    /// <summary>Waits until what was written to a file is there to stay.</summary>
    public static void Flush(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Write, FileShare.Read);
        stream.Flush(flushToDisk: true);
    }
}
