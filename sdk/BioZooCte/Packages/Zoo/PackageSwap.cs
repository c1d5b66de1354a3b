namespace BioZooCte.Packages.Zoo;

/// <summary>
/// Puts a package that is complete in the place of one that is there. What else lies in its folder is the user's, and
/// goes over to the new one.
/// </summary>
internal static class PackageSwap
{
    private const string Mark = ".old-";

    /// <summary>Refuses a package that has a file where the user has one.</summary>
    /// <param name="folder">The package's folder; it need not be there.</param>
    /// <param name="names">The files of the package that comes.</param>
    /// <exception cref="IOException">There is one; the message names it.</exception>
    public static void RequireRoom(string folder, IEnumerable<string> names)
    {
        HashSet<string> taken = new(names, StringComparer.OrdinalIgnoreCase);
        string[] own = [.. Directory.Exists(folder) ? ForeignIn(folder).Where(taken.Contains) : []];
        if (own.Length > 0)
        {
            throw new IOException(
                $"{folder}: {string.Join(", ", own)} is there and was not downloaded with the package; expected nothing where"
                + " a file of it belongs.");
        }
    }

    /// <summary>Whether files of the user lie in a package's folder.</summary>
    public static bool HasForeign(string folder) => ForeignIn(folder).Any();

    /// <summary>Finishes what a program that ended within <see cref="Replace"/> left: the user's files come back.</summary>
    /// <param name="folder">The package's folder; it need not be there.</param>
    /// <exception cref="IOException">They cannot be brought back; the message says where they are.</exception>
    public static void Recover(string folder)
    {
        string parent = Path.GetDirectoryName(folder)!;
        string[] left = Directory.Exists(parent) ? Directory.GetDirectories(parent, $"{OldOf(folder)}*") : [];
        foreach (string old in left)
        {
            if (Directory.Exists(folder))
            {
                // By its name it would be recovered once more, and what is gone by then would be missed.
                TakeOver(old, folder);
                string rest = PackageAssembly.NewBeginning(folder);
                Directory.Move(old, rest);
                PackageAssembly.Remove(rest);
            }
            else
            {
                Directory.Move(old, folder);
            }
        }
    }

    /// <summary>Replaces it.</summary>
    /// <param name="folder">The package's folder; it need not be there.</param>
    /// <param name="beginning">What takes its place; afterwards what is left of the old one, to be removed.</param>
    /// <exception cref="IOException">It cannot be replaced; the message says where the user's files are.</exception>
    public static void Replace(string folder, string beginning)
    {
        if (!Directory.Exists(folder))
        {
            Directory.Move(beginning, folder);
            return;
        }

        // By a name that is never cleared away while the user's files are in it.
        string old = Path.Combine(Path.GetDirectoryName(folder)!, $"{OldOf(folder)}{Path.GetRandomFileName()}");
        Directory.Move(folder, old);
        try
        {
            Directory.Move(beginning, folder);
        }
        catch
        {
            Directory.Move(old, folder);
            throw;
        }

        TakeOver(old, folder);
        Directory.Move(old, beginning);
    }

    /// <summary>The folder of the package that a folder was until it was replaced; null where it was none.</summary>
    public static string? PackageOf(string old) => PackageAssembly.PackageOf(old, Mark);

    private static string OldOf(string folder) => $".{Path.GetFileName(folder)}{Mark}";

    private static void TakeOver(string old, string folder)
    {
        try
        {
            // Of one that has lost its record what belongs to the new package was the old one's: a file of the user at such
            // a place was refused before.
            PackageRecord? record = PackageRecord.Read(old) ?? PackageRecord.Read(folder);
            foreach (string name in ForeignIn(old, record).ToArray())
            {
                string path = Path.Combine(folder, name);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                Directory.Move(Path.Combine(old, name), path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"{folder}: is replaced, but files beside the package stayed in {old} ({e.Message.TrimEnd('.')}).", e);
        }
    }

    private static IEnumerable<string> ForeignIn(string folder) => ForeignIn(folder, PackageRecord.Read(folder));

    /// <summary>What is not the package's own, by paths with <c>/</c>; links to folders are not followed.</summary>
    private static IEnumerable<string> ForeignIn(string folder, PackageRecord? record) =>
        Below(new DirectoryInfo(folder))
            .Select(entry => Path.GetRelativePath(folder, entry.FullName).Replace(Path.DirectorySeparatorChar, '/'))
            .Where(name => name != PackageRecord.FileName && record?.Files.ContainsKey(name) != true);

    private static IEnumerable<FileSystemInfo> Below(DirectoryInfo folder) =>
        folder.EnumerateFileSystemInfos().SelectMany(entry =>
            entry is DirectoryInfo { LinkTarget: null } inner ? Below(inner) : [entry]);
}
