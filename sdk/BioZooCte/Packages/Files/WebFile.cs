using BioZooCte.Packages.Web;

namespace BioZooCte.Packages.Files;

/// <summary>One file from the web.</summary>
internal static class WebFile
{
    /// <summary>Downloads a file; returns how many bytes it has.</summary>
    /// <param name="access">How files are fetched.</param>
    /// <param name="url">Where it is.</param>
    /// <param name="path">Where it goes; nothing stays there after an error.</param>
    /// <param name="maximum">The most bytes.</param>
    /// <param name="ct">Ends it.</param>
    /// <exception cref="InvalidModelPackageException">
    /// The server does not give it, or too much of it, or its host is not one that is asked.
    /// </exception>
    public static async Task<long> DownloadAsync(
        WebAccess access, Uri url, string path, long maximum, CancellationToken ct)
    {
        bool isComplete = false;
        try
        {
            using PartialFile part = new(path, isVerifiedLater: false);
            await new WebDownload(access, url, part, maximum, progress: null).RunAsync(ct).ConfigureAwait(false);
            isComplete = true;
            return part.Length;
        }
        finally
        {
            File.Delete(PartialFile.StateOf(path));
            if (!isComplete)
            {
                File.Delete(path);
            }
        }
    }
}
