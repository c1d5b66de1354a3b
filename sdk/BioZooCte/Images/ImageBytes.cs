using Microsoft.Win32.SafeHandles;

namespace BioZooCte.Images;

/// <summary>The bytes of an image file, read at positions, by any number of threads at once.</summary>
internal sealed class ImageBytes : IDisposable
{
    private readonly SafeFileHandle _handle;

    private ImageBytes(string path, SafeFileHandle handle, long length)
    {
        Path = path;
        _handle = handle;
        Length = length;
    }

    /// <summary>The file, as the caller named it.</summary>
    public string Path { get; }

    /// <summary>
    /// The file's length when it was opened: no size that the file declares is believed beyond it.
    /// </summary>
    public long Length { get; }

    /// <exception cref="InvalidImageException">There is no such file, it is empty, or it may not be read.</exception>
    public static ImageBytes Open(string path)
    {
        SafeFileHandle? handle = null;
        try
        {
            ThrowIfWithoutBytes(path);
            handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return new ImageBytes(path, handle, RandomAccess.GetLength(handle));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            handle?.Dispose();
            throw new InvalidImageException(
                path, null, $"cannot be opened ({e.Message.TrimEnd('.')})", "a file to read", e);
        }
    }

    /// <summary>Fills the destination from a position on.</summary>
    /// <exception cref="InvalidImageException">The file ends before.</exception>
    public void Read(long offset, Span<byte> destination, string place)
    {
        if (!TryRead(offset, destination))
        {
            throw EndsBefore(offset, destination.Length, place);
        }
    }

    /// <summary>Fills the destination from a position on, or says that the file ends before.</summary>
    /// <exception cref="InvalidImageException">The file can no longer be read.</exception>
    public bool TryRead(long offset, Span<byte> destination)
    {
        if (offset < 0 || offset > Length - destination.Length)
        {
            return false;
        }

        while (!destination.IsEmpty)
        {
            int read = ReadSome(offset, destination);
            if (read == 0)
            {
                return false;
            }

            offset += read;
            destination = destination[read..];
        }

        return true;
    }

    /// <summary>The error of a file that ends too early.</summary>
    public InvalidImageException EndsBefore(long offset, long count, string place) =>
        Error(place, $"the file ends at {Length}", $"{count} bytes from {offset} on");

    /// <summary>An error at a place of this file.</summary>
    public InvalidImageException Error(string? place, string found, string expected, Exception? inner = null) =>
        new(Path, place, found, expected, inner);

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    /// <summary>
    /// Refuses what has no bytes, without opening it: pipes, sockets and devices have the length 0, and to open a pipe is
    /// to wait for who writes into it.
    /// </summary>
    private static void ThrowIfWithoutBytes(string path)
    {
        FileInfo file = new(path);
        if (file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target)
        {
            file = target;
        }

        if (file.Exists && file.Length == 0)
        {
            throw new InvalidImageException(
                path, null, "is empty, or a pipe or a device", "a TIFF, PNG or NPY file");
        }
    }

    private int ReadSome(long offset, Span<byte> destination)
    {
        try
        {
            return RandomAccess.Read(_handle, destination, offset);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Error(
                $"offset {offset}", $"cannot be read ({e.Message.TrimEnd('.')})", "a file that stays readable", e);
        }
    }
}
