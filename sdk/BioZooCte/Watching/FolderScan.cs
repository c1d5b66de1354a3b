using System.Globalization;

using BioZooCte.Images;
using BioZooCte.Packages;
using BioZooCte.Packages.Files;

namespace BioZooCte.Watching;

/// <summary>Looks at what a folder holds, and when it was written.</summary>
internal static class FolderScan
{
    private static readonly EnumerationOptions All = new() { AttributesToSkip = 0 };

    /// <summary>
    /// The packages of folders, in ordinal order within each; of those with one path below their folders, that of the
    /// first. None of a folder that is not there.
    /// </summary>
    /// <exception cref="IOException">One cannot be read.</exception>
    public static IReadOnlyList<FolderEntry> Packages(IEnumerable<string> folders) => Entries(folders
        .SelectMany(folder => PackagesOf(folder).Select(package => (Package: package, Name: NameIn(folder, package))))
        .DistinctBy(found => found.Name, StringComparer.Ordinal)
        .Select(found => found.Package));

    /// <summary>The images of a folder, in ordinal order; none where it is not there.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="takes">Whether one, by its path, is taken; null for all.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IReadOnlyList<FolderEntry> Images(string folder, Func<string, bool>? takes = null) => Entries(
        Directory.Exists(folder) ? ImageFolder.Find(folder).Where(image => takes?.Invoke(image) ?? true) : []);

    private static IEnumerable<string> PackagesOf(string folder) =>
        Directory.Exists(folder) ? PackageFinder.Find(folder)
        : File.Exists(folder) && PackageFinder.IsPackage(folder) ? [folder]
        : [];

    private static string NameIn(string folder, string package) => package == folder
        ? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(package)))
        : Path.GetRelativePath(folder, package);

    private static List<FolderEntry> Entries(IEnumerable<string> paths)
    {
        List<FolderEntry> entries = [];
        Dictionary<string, Contents> besides = new(StringComparer.Ordinal);
        foreach (string path in paths)
        {
            try
            {
                entries.Add(Stamped(path, besides));
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
            {
                // It has gone since the folder was listed.
            }
        }

        return entries;
    }

    /// <summary>An entry with the stamp of its files.</summary>
    /// <param name="path">The entry.</param>
    /// <param name="besides">What lies beside RDFs, by folder: many of one folder share it.</param>
    private static FolderEntry Stamped(string path, Dictionary<string, Contents> besides)
    {
        if (Directory.Exists(path))
        {
            return Stamped(path, Contents.Of(FilesOf(new DirectoryInfo(path))));
        }

        FileInfo file = new(path);
        if (!PackageFinder.IsRdf(path))
        {
            return Stamped(path, Contents.Of([file]));
        }

        // An RDF's weights lie beside it.
        string folder = file.DirectoryName!;
        if (!besides.TryGetValue(folder, out Contents beside))
        {
            beside = Contents.Of(file.Directory!.EnumerateFiles().Where(one => one.Name[0] != '.'));
            besides.Add(folder, beside);
        }

        return Stamped(path, beside);
    }

    /// <summary>
    /// The files of a package's folder, but for what begins with a dot, such as a store. One with an RDF of a name of its
    /// own may hold other things, such as images that arrive: there those beside the RDF.
    /// </summary>
    private static IEnumerable<FileInfo> FilesOf(DirectoryInfo folder) =>
        FilesOf(folder, withBelow: folder.EnumerateFiles().Any(file => RdfFileNames.IsStandard(file.Name)));

    private static IEnumerable<FileInfo> FilesOf(DirectoryInfo folder, bool withBelow) => folder
        .EnumerateFileSystemInfos("*", All)
        .Where(one => one.Name[0] != '.')
        .SelectMany(one => one switch
        {
            FileInfo file => [file],
            DirectoryInfo { LinkTarget: null } below when withBelow => FilesOf(below, withBelow),
            _ => Enumerable.Empty<FileInfo>(),
        });

    private static FolderEntry Stamped(string path, Contents contents) => new(
        path,
        string.Create(CultureInfo.InvariantCulture, $"{contents.Files} {contents.Bytes} {contents.Written.Ticks}"),
        contents.Written);

    /// <summary>Files together.</summary>
    private readonly record struct Contents(int Files, long Bytes, DateTime Written)
    {
        public static Contents Of(IEnumerable<FileInfo> files) => files.Aggregate(
            new Contents(0, 0, DateTime.MinValue),
            (all, file) => new Contents(
                all.Files + 1,
                all.Bytes + file.Length,
                file.LastWriteTimeUtc > all.Written ? file.LastWriteTimeUtc : all.Written));
    }
}
