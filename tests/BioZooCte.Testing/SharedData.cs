namespace BioZooCte.Testing;

/// <summary>
/// The one place that finds the reference folder: <c>BIOZOOCTE_SHARED</c>, else <c>../shared</c> beside the
/// repository. A test that needs a part which is not there is inconclusive, with the reason.
/// </summary>
public static class SharedData
{
    /// <summary>The folder, or null where there is none.</summary>
    public static string? Root { get; } = FindRoot();

    /// <summary>The full path of a part (a file or a folder) of the reference folder; inconclusive without it.</summary>
    public static string Require(string relative)
    {
        if (Root is null)
        {
            Assert.Inconclusive(
                "The reference folder is not here: set BIOZOOCTE_SHARED or put it at ../shared beside the repository.");
        }

        string path = Path.Combine(Root!, relative.Replace('/', Path.DirectorySeparatorChar));
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            Assert.Inconclusive($"The reference folder {Root} has no {relative}.");
        }

        return path;
    }

    /// <summary>The full path of a part, or null where it is not there: for tests that enumerate their cases.</summary>
    public static string? Find(string relative)
    {
        string? path = Root is null ? null : Path.Combine(Root, relative.Replace('/', Path.DirectorySeparatorChar));
        return File.Exists(path) || Directory.Exists(path) ? path : null;
    }

    /// <summary>
    /// For a part that is enumerated: the cases, which must not be none where the part is there.
    /// </summary>
    public static IReadOnlyList<T> RequireCases<T>(string relative, IEnumerable<T> cases)
    {
        List<T> found = [.. cases];
        Assert.AreNotEqual(0, found.Count, $"{relative} is there and yields no case.");
        return found;
    }

    /// <summary>The repository's root: the folder that holds BioZooCte.sln.</summary>
    public static string RepositoryRoot { get; } = FindRepository();

    private static string? FindRoot()
    {
        string? stated = Environment.GetEnvironmentVariable("BIOZOOCTE_SHARED");
        if (!string.IsNullOrEmpty(stated))
        {
            return Directory.Exists(stated) ? Path.GetFullPath(stated) : null;
        }

        string beside = Path.GetFullPath(Path.Combine(FindRepository(), "..", "shared"));
        return Directory.Exists(beside) ? beside : null;
    }

    private static string FindRepository()
    {
        for (DirectoryInfo? d = new(AppContext.BaseDirectory); d is not null; d = d.Parent)
        {
            if (File.Exists(Path.Combine(d.FullName, "BioZooCte.sln")))
            {
                return d.FullName;
            }
        }

        throw new DirectoryNotFoundException("BioZooCte.sln is in no folder above the test's own.");
    }
}
