namespace BioZooCte.Interop.Tests;

/// <summary>Folders of this run, removed at its end.</summary>
[TestClass]
public static class Scratch
{
    private static readonly Lazy<string> Root =
        new(() => Directory.CreateTempSubdirectory("biozoocte-interop-").FullName);

    /// <summary>A new folder.</summary>
    internal static string Folder(string name) =>
        Directory.CreateDirectory(Path.Combine(Root.Value, name)).FullName;

    [AssemblyCleanup]
    public static void Remove()
    {
        if (Root.IsValueCreated)
        {
            Directory.Delete(Root.Value, recursive: true);
        }
    }
}
