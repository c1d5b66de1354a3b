namespace BioZooCte.Cli.Tests;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("zoocte").FullName;

    public string this[string relative] => System.IO.Path.Combine(Path, relative);

    /// <summary>Makes a file, and the folders it needs.</summary>
    public string Write(string relative, params byte[] bytes)
    {
        string path = this[relative];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
