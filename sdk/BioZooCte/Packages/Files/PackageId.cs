namespace BioZooCte.Packages.Files;

/// <summary>The identifier that a package goes by when it could not be opened: from its path or URL alone.</summary>
internal static class PackageId
{
    /// <summary>The name of the folder, or of the file without its endings.</summary>
    public static string Of(string source)
    {
        if (PackagePath.AsUrl(source) is Uri url)
        {
            return RdfFileNames.ToId(url);
        }

        string path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(source)).Replace('\\', '/');
        string name = RdfFileNames.ToId(path);
        return name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) ? Path.GetFileNameWithoutExtension(name) : name;
    }
}
