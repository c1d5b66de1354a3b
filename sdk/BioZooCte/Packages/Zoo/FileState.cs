using BioZooCte.Files;

namespace BioZooCte.Packages.Zoo;

/// <summary>What a file of a package was when it came.</summary>
/// <param name="Sha256">Its hash, 64 lower-case hexadecimal digits.</param>
/// <param name="WrittenAt">When it was written to last.</param>
internal sealed record FileState(string Sha256, DateTime WrittenAt)
{
    /// <summary>The state of a file whose hash is known.</summary>
    public static FileState Of(string path, string sha256) => new(sha256, File.GetLastWriteTimeUtc(path));

    // What archives and some file systems keep of a time: whole seconds, every second one.
    private static readonly TimeSpan Coarse = TimeSpan.FromSeconds(2);

    /// <summary>Whether a file is still the same. Its content is looked at only where it was written to since.</summary>
    public async Task<bool> IsOfAsync(string path, CancellationToken ct) =>
        IsTimeOf(File.GetLastWriteTimeUtc(path))
        || await ContentHash.OfAsync(path, ct).ConfigureAwait(false) == Sha256;

    private bool IsTimeOf(DateTime time) => time == WrittenAt
        || (time.Ticks % TimeSpan.TicksPerSecond == 0 && (time - WrittenAt).Duration() < Coarse);
}
