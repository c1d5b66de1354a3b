using System.Text;

using BioZooCte.Files;

namespace BioZooCte.Sqlite;

/// <summary>
/// Which file systems other machines may write to at the same time. There, SQLite's write-ahead log does not work: its
/// index lies in memory that only processes of one machine share.
/// </summary>
internal static class SharedFileSystem
{
    private const string Mounts = "/proc/self/mounts";

    // What Linux calls them, and macOS where that is another name.
    private static readonly HashSet<string> Formats =
    [
        "9p", "acfs", "afpfs", "afs", "beegfs", "ceph", "cifs", "coda", "cvfs", "daos", "davfs", "dvs", "fakeowner",
        "fhgfs", "fuse", "gfs", "gfs2", "glusterfs", "gpfs", "lustre", "ncp", "ncpfs", "nfs", "nfs4", "ocfs2", "orangefs",
        "panfs", "prl_fs", "pvfs2", "quobyte", "smb2", "smb3", "smbfs", "vboxsf", "virtiofs", "vmhgfs", "webdav", "wekafs",
    ];

    /// <summary>Whether a path lies on one; also where that cannot be told, for what is done there is right on all.</summary>
    /// <param name="path">A file, which need not be there yet, in a folder that is.</param>
    /// <param name="mounts">Lines of Linux's list of mounts; null for those of this process.</param>
    public static bool Holds(string path, IEnumerable<string>? mounts = null)
    {
        string full = Path.GetFullPath(path);
        string folder = Path.GetDirectoryName(full)!;
        string real = AllowedRoots.Resolve(full) ?? AllowedRoots.Resolve(folder) ?? full;
        if (OperatingSystem.IsWindows() && IsUnc(real))
        {
            return true;
        }

        try
        {
            if (OperatingSystem.IsLinux())
            {
                return FormatAt(real, mounts ?? File.ReadLines(Mounts)) is not string format || IsShared(format);
            }

            DriveInfo drive = new(OperatingSystem.IsWindows() ? real : Path.GetDirectoryName(real)!);
            return drive.DriveType == DriveType.Network || IsShared(drive.DriveFormat);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return true;
        }
    }

    /// <summary>Whether file systems of a format may be written to by several machines.</summary>
    /// <param name="format">As the system names it, such as <c>nfs4</c>; what lies behind <c>fuse.</c> may be anything.</param>
    public static bool IsShared(string format) =>
        Formats.Contains(format) || format.StartsWith("fuse.", StringComparison.Ordinal);

    /// <summary>The format of the mount that holds a path; null where none does.</summary>
    /// <param name="path">A whole path without links.</param>
    /// <param name="mounts">Lines of Linux's list of mounts, in the order in which they were mounted.</param>
    public static string? FormatAt(string path, IEnumerable<string> mounts)
    {
        (int Length, string? Format) deepest = default;
        foreach (string[] fields in mounts.Select(line => line.Split(' ')).Where(fields => fields.Length > 2))
        {
            string point = Unescape(fields[1]).TrimEnd('/');

            // Of several at one point, the last hides the others.
            if (point.Length >= deepest.Length
                && (path == point || path.StartsWith($"{point}/", StringComparison.Ordinal)))
            {
                deepest = (point.Length, fields[2]);
            }
        }

        return deepest.Format;
    }

    /// <summary>Whether a path of Windows names another machine, such as <c>\\server\share\scans</c>.</summary>
    public static bool IsUnc(string path) =>
        path.StartsWith(@"\\?\UNC\", StringComparison.OrdinalIgnoreCase)
        || (path.StartsWith(@"\\", StringComparison.Ordinal) && path is not [_, _, '?' or '.', '\\', ..]);

    /// <summary>Blanks and the like stand as three octal digits, such as <c>\040</c>.</summary>
    private static string Unescape(string point)
    {
        StringBuilder text = new();
        for (int i = 0; i < point.Length; i++)
        {
            if (point[i] == '\\' && i + 3 < point.Length)
            {
                text.Append((char)(((point[i + 1] - '0') * 64) + ((point[i + 2] - '0') * 8) + (point[i + 3] - '0')));
                i += 3;
            }
            else
            {
                text.Append(point[i]);
            }
        }

        return text.ToString();
    }
}
