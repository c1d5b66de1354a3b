namespace BioZooCte.Reports;

/// <summary>Writes files that are there in full or not at all.</summary>
internal static class AtomicFile
{
    /// <summary>
    /// Writes a file under a temporary name beside its own, and renames it. What fails or is cancelled leaves
    /// no trace, and a file that was there before as it was.
    /// </summary>
    /// <param name="path">The file; where it is a link, what it points to is replaced.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <exception cref="IOException">The path is a folder, is in none, or could not be written.</exception>
    public static async Task WriteAsync(
        string path,
        Func<Stream, CancellationToken, Task> write,
        CancellationToken cancellationToken = default)
    {
        string full = Path.GetFullPath(path);
        if (IsDevice(full))
        {
            FileStream device = new(full, FileMode.Open, FileAccess.Write);
            await using (device.ConfigureAwait(false))
            {
                await write(device, cancellationToken).ConfigureAwait(false);
            }

            return;
        }

        string target = new FileInfo(full).LinkTarget is null
            ? full
            : File.ResolveLinkTarget(full, returnFinalTarget: true)!.FullName;
        if (Directory.Exists(target))
        {
            throw new IOException($"{path}: is a folder; expected the name of a file to write.");
        }

        string folder = Path.GetDirectoryName(target)!;
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException(
                $"{path}: the folder {folder} is not there; expected one that is.");
        }

        string temporary = Path.Combine(folder, $".{Path.GetFileName(target)}.{Path.GetRandomFileName()}");
        try
        {
            FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write);
            await using (stream.ConfigureAwait(false))
            {
                await write(stream, cancellationToken).ConfigureAwait(false);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>
    /// A device or pipe, such as <c>/dev/stdout</c>, is written to: renaming a file onto it would replace it.
    /// </summary>
    private static bool IsDevice(string path) =>
        !OperatingSystem.IsWindows()
        && path.StartsWith("/dev/", StringComparison.Ordinal)
        && File.Exists(path);
}
