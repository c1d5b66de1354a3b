using System.Collections.Immutable;

namespace BioZooCte.Files;

/// <summary>
/// Folders below which files may be read for somebody else. Links are followed before it is asked where they lead, so
/// none leads out.
/// </summary>
public sealed class AllowedRoots
{
    private static readonly StringComparison Comparison =
        OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    /// <summary>Roots.</summary>
    /// <param name="folders">The folders, which have to be there.</param>
    /// <exception cref="DirectoryNotFoundException">One is not.</exception>
    public AllowedRoots(IEnumerable<string> folders)
    {
        ArgumentNullException.ThrowIfNull(folders);
        Folders = [.. folders.Select(Real).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The folders, links resolved.</summary>
    public ImmutableArray<string> Folders { get; }

    /// <summary>The file or folder that a path names, links resolved; null where it is not there, or below no root.</summary>
    /// <param name="path">An absolute path, or one relative to a root; the first root that has it.</param>
    public string? Find(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        return Folders
            .Select(root => Resolve(Path.Combine(root, path)))
            .FirstOrDefault(found => found is not null && Folders.Any(root => IsBelow(found, root)));
    }

    private static bool IsBelow(string path, string root) =>
        path.Equals(root, Comparison)
        || path.StartsWith(Path.TrimEndingDirectorySeparator(root) + Path.DirectorySeparatorChar, Comparison);

    private static string Real(string folder) => Directory.Exists(folder)
        ? Resolve(Path.GetFullPath(folder))!
        : throw new DirectoryNotFoundException($"{folder}: there is no such folder.");

    /// <summary>The path with every link on its way resolved; null where nothing is there.</summary>
    internal static string? Resolve(string path)
    {
        string full = Path.GetFullPath(path);
        string resolved = Path.GetPathRoot(full)!;
        foreach (string part in full[resolved.Length..].Split(
            Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            string next = Path.Combine(resolved, part);
            FileSystemInfo entry = Directory.Exists(next) ? new DirectoryInfo(next) : new FileInfo(next);
            try
            {
                // A link in a link's own path is resolved by going through that path anew.
                resolved = entry.LinkTarget is null
                    ? next
                    : Resolve(entry.ResolveLinkTarget(returnFinalTarget: true)!.FullName) ?? "";
            }
            catch (IOException)
            {
                return null; // links that lead to themselves
            }

            if (resolved.Length == 0)
            {
                return null;
            }
        }

        return Path.Exists(resolved) ? resolved : null;
    }
}
