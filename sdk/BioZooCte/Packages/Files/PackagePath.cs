namespace BioZooCte.Packages.Files;

/// <summary>Relative paths as RDFs and zips write them, and whether they stay inside the package.</summary>
internal static class PackagePath
{
    /// <summary>
    /// The path with <c>/</c> between its parts and without <c>.</c>; null if it is absolute, names a drive,
    /// climbs with <c>..</c> or is empty.
    /// </summary>
    public static string? Normalize(string path)
    {
        if (path.Contains('\0') || path.StartsWith('/') || path.StartsWith('\\')
            || (path.Length > 1 && path[1] == ':' && char.IsAsciiLetter(path[0])))
        {
            return null;
        }

        string[] parts = [.. path.Split('/', '\\').Where(part => part.Length > 0 && part != ".")];
        return parts.Length == 0 || parts.Contains("..") ? null : string.Join('/', parts);
    }

    /// <summary>The last part of a path or URL.</summary>
    public static string FileNameOf(string path) => path[(path.LastIndexOfAny(['/', '\\']) + 1)..];

    /// <summary>
    /// The URL, if a file is named by one; other schemes than http and https are no URL here.
    /// </summary>
    public static Uri? AsUrl(string source) =>
        (source.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            || source.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        && Uri.TryCreate(source, UriKind.Absolute, out Uri? url)
            ? url
            : null;
}
