namespace BioZooCte.Packages.Files;

/// <summary>
/// A new folder for what is unpacked or downloaded; removed with all in it by whoever disposes it.
/// </summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly CaselessPaths _reserved = new();

    /// <summary>Its path.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("biozoocte-").FullName;

    /// <summary>The full path of a file in it, whose folder is made.</summary>
    /// <param name="relative">A path that does not leave the folder, with <c>/</c> between its parts.</param>
    /// <exception cref="IOException">Another file has a path that some systems do not tell from it.</exception>
    public string Reserve(string relative)
    {
        if (_reserved.Add(relative) is string other && other != relative)
        {
            throw new IOException($"some systems do not tell it from '{other}'");
        }

        string path = System.IO.Path.Combine(Path, relative);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        return path;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A file that is still open somewhere stays: the system's own cleaning gets it.
        }
        catch (UnauthorizedAccessException)
        {
            // As above, as Windows has it.
        }
    }
}
