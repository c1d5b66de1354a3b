namespace BioZooCte.Packages.Zoo;

/// <summary>A file of the cache.</summary>
/// <param name="Path">Its path; whoever wants to keep or change it copies it.</param>
/// <param name="Sha256">Its hash, 64 lower-case hexadecimal digits.</param>
internal readonly record struct CachedContent(string Path, string Sha256)
{
    private const int CopiedAtOnce = 1 << 20;

    /// <summary>Copies it, in pieces: that of large weights takes long.</summary>
    /// <param name="path">The copy; a file that is there is replaced.</param>
    /// <param name="ct">Ends it; what was copied stays.</param>
    public async Task CopyToAsync(string path, CancellationToken ct)
    {
        using FileStream from = new(
            Path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
        using FileStream to = new(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        await from.CopyToAsync(to, CopiedAtOnce, ct).ConfigureAwait(false);
    }
}
