namespace BioZooCte.Cli.Demo;

/// <summary>The models that the demo runs: those of <c>examples/zoo</c>, copied beside the program.</summary>
internal static class DemoZoo
{
    /// <summary>The package folders, by name.</summary>
    /// <exception cref="DirectoryNotFoundException">The program's folder has lost them.</exception>
    public static IReadOnlyList<string> Packages()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "zoo");
        return Directory.Exists(folder)
            ? [.. Directory.GetDirectories(folder).Order(StringComparer.Ordinal)]
            : throw new DirectoryNotFoundException(
                $"{folder} is not there; expected the demo's models beside the program.");
    }
}
