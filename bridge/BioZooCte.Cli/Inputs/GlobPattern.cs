using System.Text.RegularExpressions;

namespace BioZooCte.Cli.Inputs;

/// <summary>
/// Paths with <c>*</c> (any part of a name), <c>?</c> (one character), <c>[abc]</c> (one of them) and <c>**</c> (any
/// folders), for shells that leave them to the program.
/// </summary>
internal static class GlobPattern
{
    private static readonly char[] Special = ['*', '?', '['];

    /// <summary>What may not be looked into is passed over; what is hidden by a dot alone is ours to leave out.</summary>
    private static readonly EnumerationOptions Readable =
        new() { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.None };

    /// <summary>Whether a path holds such a character.</summary>
    public static bool IsGlob(string path) => path.IndexOfAny(Special) >= 0;

    /// <summary>The files and folders that fit, in ordinal order.</summary>
    public static IReadOnlyList<string> Expand(string pattern)
    {
        string[] parts = pattern.Split('/', Path.DirectorySeparatorChar);
        int plain = Array.FindIndex(parts, IsGlob);
        string start = string.Join(Path.DirectorySeparatorChar, parts[..plain]);
        string root = start.Length > 0 ? start : pattern[0] is '/' ? Path.DirectorySeparatorChar.ToString() : "";
        List<string> found = [];
        Collect(root, parts.AsSpan(plain), found);
        found.Sort(StringComparer.Ordinal);
        return [.. found.Distinct(StringComparer.Ordinal)];
    }

    private static void Collect(string folder, ReadOnlySpan<string> parts, List<string> found)
    {
        DirectoryInfo here = new(folder.Length > 0 ? folder : ".");
        if (!here.Exists)
        {
            return;
        }

        if (parts[0] == "**")
        {
            if (parts.Length > 1)
            {
                Collect(folder, parts[1..], found);
            }

            foreach (DirectoryInfo below in Entries(here).OfType<DirectoryInfo>())
            {
                Collect(Path.Combine(folder, below.Name), parts, found);
            }

            return;
        }

        Regex name = ToRegex(parts[0]);
        foreach (FileSystemInfo entry in Entries(here).Where(e => name.IsMatch(e.Name)))
        {
            string path = Path.Combine(folder, entry.Name);
            if (parts.Length == 1)
            {
                found.Add(path);
            }
            else if (entry is DirectoryInfo)
            {
                Collect(path, parts[1..], found);
            }
        }
    }

    /// <summary>What is not hidden, and no link to a folder: a loop of links would not end.</summary>
    private static IEnumerable<FileSystemInfo> Entries(DirectoryInfo folder) =>
        folder.EnumerateFileSystemInfos("*", Readable)
            .Where(e => e.Name[0] != '.' && (e is FileInfo || e.LinkTarget is null));

    private static Regex ToRegex(string part)
    {
        string escaped = Regex.Escape(part).Replace("\\*", ".*", StringComparison.Ordinal)
            .Replace("\\?", ".", StringComparison.Ordinal)
            .Replace("\\[", "[", StringComparison.Ordinal);
        RegexOptions options = RegexOptions.CultureInvariant | RegexOptions.Singleline
            | (OperatingSystem.IsWindows() ? RegexOptions.IgnoreCase : RegexOptions.None);
        try
        {
            return new Regex($"^{escaped}$", options);
        }
        catch (ArgumentException)
        {
            return new Regex($"^{Regex.Escape(part)}$", options);
        }
    }
}
