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
}
