using BioZooCte.Packages.Zoo;

namespace BioZooCte.Packages.Annotation;

/// <summary>Copies a package's folder, one file of it changed.</summary>
internal static class FolderCopy
{
    /// <summary>
    /// Makes the copy under a name of its own beside the destination, then renames it. Links to files become files; links
    /// to folders stay links. The record of a download is left out: the copy is the user's, and is never replaced.
    /// </summary>
    /// <param name="source">The folder.</param>
    /// <param name="destination">The copy, which is not there yet.</param>
    /// <param name="name">The name of the file in the folder that changes.</param>
    /// <param name="content">What the copy of that file holds.</param>
    /// <param name="cancellationToken">Ends the copying; nothing stays.</param>
    /// <exception cref="IOException">The copy would lie in the folder, or cannot be made.</exception>
    public static async Task WriteAsync(
        string source, string destination, string name, byte[] content, CancellationToken cancellationToken)
    {
        string from = Path.TrimEndingDirectorySeparator(Path.GetFullPath(source));
        string to = Path.TrimEndingDirectorySeparator(Path.GetFullPath(destination));
        if (to.StartsWith(from + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new IOException($"{destination}: lies in the package {source}; expected a place outside it.");
        }

        string parent = Path.GetDirectoryName(to)!;
        Directory.CreateDirectory(parent);
        string temporary = Path.Combine(parent, $".{Path.GetFileName(to)}.{Path.GetRandomFileName()}");
        try
        {
            Copy(new DirectoryInfo(from), temporary, Path.GetFileName(temporary), cancellationToken);
            string changed = Path.Combine(temporary, name);
            File.Delete(changed); // it may be read-only
            File.Delete(Path.Combine(temporary, PackageRecord.FileName)); // the copy is no package as it came
            await File.WriteAllBytesAsync(changed, content, cancellationToken).ConfigureAwait(false);
            Directory.Move(temporary, to);
        }
        catch
        {
            if (Directory.Exists(temporary))
            {
                Directory.Delete(temporary, recursive: true);
            }

            throw;
        }
    }

    /// <summary>Copies a folder and what is in it.</summary>
    /// <param name="from">The folder.</param>
    /// <param name="to">The copy.</param>
    /// <param name="own">The name of the copy as a whole, which by a link may lie in the folder.</param>
    /// <param name="cancellationToken">Ends the copying.</param>
    private static void Copy(DirectoryInfo from, string to, string own, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(to);
        foreach (FileSystemInfo entry in from.EnumerateFileSystemInfos().Where(e => e.Name != own))
        {
            cancellationToken.ThrowIfCancellationRequested();
            string copy = Path.Combine(to, entry.Name);
            if (entry is not DirectoryInfo folder)
            {
                File.Copy(entry.FullName, copy);
            }
            else if (folder.ResolveLinkTarget(returnFinalTarget: true) is FileSystemInfo target)
            {
                Directory.CreateSymbolicLink(copy, target.FullName);
            }
            else
            {
                Copy(folder, copy, own, cancellationToken);
            }
        }
    }
}
