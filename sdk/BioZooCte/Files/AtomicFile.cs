namespace BioZooCte.Files;

/// <summary>
/// Writes files that are there in full or not at all: under a temporary name beside their own, then renamed. What
/// fails or is cancelled leaves no trace, and a file that was there before as it was.
/// </summary>
internal static class AtomicFile
{
    // As Unix and Windows say it.
    private static readonly int[] DiskFull = [28, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    /// <summary>Writes a file.</summary>
    /// <param name="path">The file; where it is a link, what it points to is replaced.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="IOException">The path is a folder, is in none, or could not be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        (string target, string? temporary) = Place(path);
        try
        {
            using (FileStream stream = Open(target, temporary))
            {
                write(stream);
                stream.Flush(flushToDisk: temporary is not null);
            }

            Finish(target, temporary);
        }
        catch (Exception e)
        {
            Discard(temporary);
            ThrowNamed(path, temporary, e);
            throw;
        }
    }

    /// <summary>Writes a file.</summary>
    /// <param name="path">The file; where it is a link, what it points to is replaced.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <exception cref="IOException">The path is a folder, is in none, or could not be written.</exception>
    public static async Task WriteAsync(
        string path,
        Func<Stream, CancellationToken, Task> write,
        CancellationToken cancellationToken = default)
    {
        (string target, string? temporary) = Place(path);
        try
        {
            FileStream stream = Open(target, temporary);
            await using (stream.ConfigureAwait(false))
            {
                await write(stream, cancellationToken).ConfigureAwait(false);
                stream.Flush(flushToDisk: temporary is not null);
            }

            Finish(target, temporary);
        }
        catch (Exception e)
        {
            Discard(temporary);
            ThrowNamed(path, temporary, e);
            throw;
        }
    }

    /// <summary>Where the content ends up, and where it is written first; null for one that is written at once.</summary>
    private static (string Target, string? Temporary) Place(string path)
    {
        string full = Path.GetFullPath(path);
        if (IsDevice(full))
        {
            return (full, null);
        }

        string target = new FileInfo(full).LinkTarget is null
            ? full
            : File.ResolveLinkTarget(full, returnFinalTarget: true)!.FullName;
        if (Directory.Exists(target))
        {
            throw new IOException($"{path}: is a folder; expected the name of a file to write.");
        }

        string folder = Path.GetDirectoryName(target)!;
        return Directory.Exists(folder)
            ? (target, Path.Combine(folder, $".{Path.GetFileName(target)}.{Path.GetRandomFileName()}"))
            : throw new DirectoryNotFoundException(
                $"{path}: the folder {folder} is not there; expected one that is.");
    }

    private static FileStream Open(string target, string? temporary) => temporary is null
        ? new FileStream(target, FileMode.Open, FileAccess.Write)
        : new FileStream(temporary, FileMode.CreateNew, FileAccess.Write);

    private static void Finish(string target, string? temporary)
    {
        if (temporary is not null)
        {
            File.Move(temporary, target, overwrite: true);
        }
    }

    private static void Discard(string? temporary)
    {
        if (temporary is not null)
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Throws what went wrong as an error of the file, for nobody knows of the one beside it.</summary>
    private static void ThrowNamed(string path, string? temporary, Exception e)
    {
        if (e is IOException && DiskFull.Contains(e.HResult))
        {
            throw new IOException($"{path}: the disk is full; expected room for it.", e);
        }

        string named = temporary is null ? e.Message : e.Message.Replace(temporary, path, StringComparison.Ordinal);
        if (named != e.Message && e is UnauthorizedAccessException)
        {
            throw new UnauthorizedAccessException(named, e);
        }

        if (named != e.Message && e is IOException)
        {
            throw new IOException(named, e);
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
