using BioZooCte.Files;

namespace BioZooCte.Packages.Zoo;

/// <summary>What a file of a package was when it came.</summary>
/// <param name="Sha256">Its hash, 64 lower-case hexadecimal digits.</param>
/// <param name="WrittenAt">When it was written to last.</param>
internal sealed record FileState(string Sha256, DateTime WrittenAt)
{
    /// <summary>The state of a file whose hash is known.</summary>
    public static FileState Of(string path, string sha256) => new(sha256, File.GetLastWriteTimeUtc(path));

    // Archives and some file systems keep times to two seconds.
    private static readonly TimeSpan Coarse = TimeSpan.FromSeconds(2);

    /// <summary>Whether a file is still the same. Its content is looked at only where it was written to since.</summary>
    public async Task<bool> IsOfAsync(string path, CancellationToken ct) =>
        (File.GetLastWriteTimeUtc(path) - WrittenAt).Duration() < Coarse
        || await ContentHash.OfAsync(path, ct).ConfigureAwait(false) == Sha256;
}
