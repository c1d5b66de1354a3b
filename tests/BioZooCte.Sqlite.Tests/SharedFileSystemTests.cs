using BioZooCte.Files;
using BioZooCte.Tests.Packages;

namespace BioZooCte.Sqlite.Tests;

/// <summary>Which mount holds a path, and which formats other machines may write to.</summary>
[TestClass]
public sealed class SharedFileSystemTests
{
    private static readonly string[] Mounts =
    [
        "/dev/sda1 / ext4 rw,relatime 0 0",
        "proc /proc proc rw 0 0",
        "systemd-1 /lab autofs rw,direct 0 0",
        "nas:/lab /lab nfs4 rw,vers=4.2 0 0",
        "/dev/sdb1 /lab/scratch xfs rw 0 0",
        @"//nas/images /media/our\040share cifs rw 0 0",
        @"me@host:/ /media/our\040share/a\134b fuse.sshfs rw 0 0",
        "no mount",
    ];

    [TestMethod]
    [DataRow("/home/me/scans", "ext4")]
    [DataRow("/", "ext4")]
    [DataRow("/lab", "nfs4")]
    [DataRow("/lab/scans/.zoocte/results.sqlite", "nfs4")]
    [DataRow("/laboratory/scans", "ext4")]
    [DataRow("/lab/scratch/scans", "xfs")]
    [DataRow("/lab/scratch2/scans", "nfs4")]
    [DataRow("/media/our share/scans", "cifs")]
    [DataRow(@"/media/our share/a\b/scans", "fuse.sshfs")]
    public void FormatAt_Path_IsOfTheDeepestMountAboveIt(string path, string format) =>
        Assert.AreEqual(format, SharedFileSystem.FormatAt(path, Mounts));

    [TestMethod]
    public void FormatAt_NoMount_IsNone() =>
        Assert.IsNull(SharedFileSystem.FormatAt("/home/me", ["nas:/lab /lab nfs4 rw 0 0"]));

    [TestMethod]
    [DataRow("nfs", true)]
    [DataRow("nfs4", true)]
    [DataRow("cifs", true)]
    [DataRow("smb3", true)]
    [DataRow("smbfs", true)]
    [DataRow("9p", true)]
    [DataRow("afs", true)]
    [DataRow("ncpfs", true)]
    [DataRow("lustre", true)]
    [DataRow("gpfs", true)]
    [DataRow("beegfs", true)]
    [DataRow("ceph", true)]
    [DataRow("cvfs", true)] // StorNext
    [DataRow("dvs", true)] // Cray
    [DataRow("fakeowner", true)] // Docker Desktop's, of a folder of the machine outside
    [DataRow("glusterfs", true)]
    [DataRow("fuse.sshfs", true)]
    [DataRow("fuse.rclone", true)]
    [DataRow("fuseblk", false)] // an NTFS disk of this machine
    [DataRow("ext4", false)]
    [DataRow("xfs", false)]
    [DataRow("btrfs", false)]
    [DataRow("zfs", false)]
    [DataRow("tmpfs", false)]
    [DataRow("overlay", false)]
    [DataRow("apfs", false)]
    [DataRow("NTFS", false)]
    public void IsShared_Format_IsThatOfSeveralMachines(string format, bool expected) =>
        Assert.AreEqual(expected, SharedFileSystem.IsShared(format));

    [TestMethod]
    [DataRow(@"\\nas\lab\scans", true)]
    [DataRow(@"\\?\UNC\nas\lab", true)]
    [DataRow(@"\\?\C:\scans", false)]
    [DataRow(@"\\.\C:\scans", false)]
    [DataRow(@"C:\scans", false)]
    public void IsUnc_PathOfWindows_IsThatOfAnotherMachine(string path, bool expected) =>
        Assert.AreEqual(expected, SharedFileSystem.IsUnc(path));

    /// <summary>A link is followed before it is asked which mount holds it.</summary>
    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void Holds_LinkIntoAnotherMount_IsAsWhereItLeads()
    {
        using PackageFolder folder = new();
        using PackageFolder share = new();
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "link"), share.Path);
        string[] mounts = ["/dev/sda1 / ext4 rw 0 0", $"nas:/lab {AllowedRoots.Resolve(share.Path)} nfs4 rw 0 0"];

        Assert.IsFalse(SharedFileSystem.Holds(Path.Combine(folder.Path, "new.sqlite"), mounts));
        Assert.IsTrue(SharedFileSystem.Holds(Path.Combine(folder.Path, "link", "new.sqlite"), mounts));
    }

    /// <summary>What is done on a share is right on a local disk too.</summary>
    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void Holds_NoMountKnown_CountsAsShared()
    {
        using PackageFolder folder = new();

        Assert.IsTrue(SharedFileSystem.Holds(Path.Combine(folder.Path, "new.sqlite"), []));
    }
}
