using System.Text;

namespace BioZooCte.Bridge.Files;

/// <summary>Files for their owner alone.</summary>
internal static class PrivateFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes a text as UTF-8, as <see cref="Write(string, ReadOnlySpan{byte})"/> does.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes a file beside its place and renames it, so that a reader sees all of it or nothing.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        string full = Path.GetFullPath(path);
        MakeFolder(Path.GetDirectoryName(full)!);
        string temporary = $"{full}.{Path.GetRandomFileName()}";
        try
        {
            using (FileStream stream = new(temporary, OptionsOf(FileMode.CreateNew)))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Makes an empty file, where there is none; one that is there is left as it is.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static void Make(string path)
    {
        string full = Path.GetFullPath(path);
        MakeFolder(Path.GetDirectoryName(full)!);
        if (!File.Exists(full))
        {
            new FileStream(full, OptionsOf(FileMode.OpenOrCreate)).Dispose();
        }
    }

    /// <summary>Makes a folder for its owner alone, where it is not there.</summary>
    public static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows() || Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
            return;
        }

        Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
    }

    private static FileStreamOptions OptionsOf(FileMode mode)
    {
        FileStreamOptions options = new() { Mode = mode, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return options;
    }
}
