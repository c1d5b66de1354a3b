using Microsoft.Win32.SafeHandles;

namespace BioZooCte.Bridge.Spool;

/// <summary>An image's bytes in a file without a name.</summary>
internal sealed class FileStorage : ISpoolStorage
{
    private readonly SafeFileHandle _file;

    /// <summary>A file of a folder.</summary>
    /// <exception cref="IOException">It cannot be made, or the disk has no room for it.</exception>
    public FileStorage(string folder, long length)
    {
        string path = Path.Combine(folder, Path.GetRandomFileName());
        _file = File.OpenHandle(
            path,
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.Delete,
            FileOptions.DeleteOnClose | FileOptions.RandomAccess,
            preallocationSize: length);
        if (!OperatingSystem.IsWindows())
        {
            File.Delete(path); // the handle keeps it; no end of the process leaves it behind
        }

        Length = length;
    }

    /// <inheritdoc/>
    public long Length { get; }

    /// <inheritdoc/>
    public void Write(long position, ReadOnlySpan<byte> bytes) => RandomAccess.Write(_file, bytes, position);

    /// <inheritdoc/>
    public void Read(long position, Span<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            int read = RandomAccess.Read(_file, bytes, position);
            if (read == 0)
            {
                throw new EndOfStreamException($"The spool ends at {position} of {Length} bytes.");
            }

            position += read;
            bytes = bytes[read..];
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
