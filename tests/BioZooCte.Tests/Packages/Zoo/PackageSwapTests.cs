using System.Collections.Immutable;

using BioZooCte.Packages.Zoo;

namespace BioZooCte.Tests.Packages.Zoo;

/// <summary>What a program that was killed while it replaced a package left behind.</summary>
[TestClass]
public sealed class PackageSwapTests
{
    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Recover_OldFolderThatIsLeft_GivesTheUsersFilesBack(bool isReplaced)
    {
        using PackageFolder parent = new();
        parent.Write(".model.old-abc/notes/mine.txt", "mine");
        parent.Write(".other.old-abc/mine.txt", "another's");
        if (isReplaced)
        {
            parent.Write("model/rdf.yaml", "new");
        }

        PackageSwap.Recover(Path.Combine(parent.Path, "model"));

        Assert.AreEqual("mine", File.ReadAllText(Path.Combine(parent.Path, "model", "notes", "mine.txt")));
        Assert.AreEqual(isReplaced, File.Exists(Path.Combine(parent.Path, "model", "rdf.yaml")));
        Assert.IsFalse(Directory.Exists(Path.Combine(parent.Path, ".model.old-abc")));
        Assert.IsTrue(Directory.Exists(Path.Combine(parent.Path, ".other.old-abc")));
    }

    /// <summary>The steps of a swap and of its recovery, of which so many were done.</summary>
    [TestMethod]
    [DataRow(0, "old")]
    [DataRow(1, "old")]
    [DataRow(2, "new")]
    [DataRow(3, "new")]
    [DataRow(4, "new")]
    [DataRow(5, "new")]
    [DataRow(6, "new")]
    public void Recover_KilledAfterAnyStep_LeavesOnePackageWithTheUsersFiles(int count, string rdf)
    {
        using PackageFolder parent = new();
        string folder = WritePackage(parent, "model", "old", "tensor.npy");
        string beginning = WritePackage(parent, ".model.part-abc", "new");
        string old = Path.Combine(parent.Path, ".model.old-abc");
        parent.Write("model/notes.txt", "mine");
        parent.Write("model/own/mine.txt", "mine too");
        Action[] steps =
        [
            () => Directory.Move(folder, old),
            () => Directory.Move(beginning, folder),
            () => File.Move(Path.Combine(old, "notes.txt"), Path.Combine(folder, "notes.txt")),
            () => Directory.Move(Path.Combine(old, "own"), Path.Combine(folder, "own")),
            () => Directory.Move(old, beginning),
            () => File.Delete(Path.Combine(beginning, PackageRecord.FileName)),
        ];
        foreach (Action step in steps.Take(count))
        {
            step();
        }

        PackageSwap.Recover(folder);
        PackageSwap.Recover(folder);

        Assert.AreEqual(rdf, File.ReadAllText(Path.Combine(folder, "rdf.yaml")));
        Assert.AreEqual("mine", File.ReadAllText(Path.Combine(folder, "notes.txt")));
        Assert.AreEqual("mine too", File.ReadAllText(Path.Combine(folder, "own", "mine.txt")));
        Assert.AreEqual(rdf == "old", File.Exists(Path.Combine(folder, "tensor.npy")));
        Assert.IsFalse(Directory.Exists(old));
    }

    /// <summary>A removal that began with the record.</summary>
    [TestMethod]
    public void Recover_OldFolderWithoutItsRecord_PutsNothingInThePlaceOfTheNewPackage()
    {
        using PackageFolder parent = new();
        string folder = WritePackage(parent, "model", "new");
        string old = WritePackage(parent, ".model.old-abc", "old");
        File.Delete(Path.Combine(old, PackageRecord.FileName));
        parent.Write(".model.old-abc/notes.txt", "mine");

        PackageSwap.Recover(folder);

        Assert.AreEqual("new", File.ReadAllText(Path.Combine(folder, "rdf.yaml")));
        Assert.AreEqual("mine", File.ReadAllText(Path.Combine(folder, "notes.txt")));
        CollectionAssert.AreEqual((string[])[folder], Directory.GetFileSystemEntries(parent.Path));
    }

    private static string WritePackage(PackageFolder parent, string name, string content, params string[] more)
    {
        string[] files = ["rdf.yaml", "weights.onnx", .. more];
        foreach (string file in files)
        {
            parent.Write($"{name}/{file}", content);
        }

        string folder = Path.Combine(parent.Path, name);
        new PackageRecord
        {
            Id = "model",
            Source = new Uri("https://example.org/rdf.yaml"),
            RdfSha256 = "",
            Contents = ZooContents.Runnable,
            Files = files.ToImmutableSortedDictionary(file => file, _ => (long)content.Length, StringComparer.Ordinal),
        }.Write(folder);
        return folder;
    }
}
