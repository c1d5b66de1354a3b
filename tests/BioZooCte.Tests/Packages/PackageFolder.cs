using BioZooCte.Packages;

namespace BioZooCte.Tests.Packages;

/// <summary>A folder for one test.</summary>
internal sealed class PackageFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("biozoocte-test-").FullName;

    public string Write(string name, string content) =>
        Write(name, System.Text.Encoding.UTF8.GetBytes(content));

    public string Write(string name, byte[] content)
    {
        string path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    public Task<ModelPackage> OpenAsync(PackageOptions? options = null) =>
        ModelPackageReader.OpenAsync(Path, options);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
