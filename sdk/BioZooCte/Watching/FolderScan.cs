using System.Globalization;

using BioZooCte.Images;
using BioZooCte.Packages;

namespace BioZooCte.Watching;

/// <summary>Looks at what a folder holds, and when it was written.</summary>
internal static class FolderScan
{
    private static readonly EnumerationOptions AllBelow = new() { RecurseSubdirectories = true, AttributesToSkip = 0 };

    /// <summary>The packages of a folder, in ordinal order; none where it is not there.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IReadOnlyList<FolderEntry> Packages(string folder) => Entries(folder, PackageFinder.Find);

    /// <summary>The images of a folder, in ordinal order; none where it is not there.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IReadOnlyList<FolderEntry> Images(string folder) => Entries(folder, ImageFolder.Find);

    private static List<FolderEntry> Entries(string folder, Func<string, IReadOnlyList<string>> find)
    {
        List<FolderEntry> entries = [];
        foreach (string path in Directory.Exists(folder) ? find(folder) : [])
        {
            try
            {
                entries.Add(Stamped(path));
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
            {
                // It has gone since the folder was listed.
            }
        }

        return entries;
    }

    private static FolderEntry Stamped(string path)
    {
        FileInfo[] files = Directory.Exists(path)
            ? [.. new DirectoryInfo(path).EnumerateFiles("*", AllBelow)]
            : [new FileInfo(path)];
        DateTime written = files.Select(file => file.LastWriteTimeUtc).DefaultIfEmpty(DateTime.MinValue).Max();
        string stamp = string.Create(
            CultureInfo.InvariantCulture, $"{files.Length} {files.Sum(file => file.Length)} {written.Ticks}");
        return new FolderEntry(path, stamp, written);
    }
}
