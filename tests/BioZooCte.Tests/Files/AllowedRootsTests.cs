using BioZooCte.Files;

namespace BioZooCte.Tests.Files;

/// <summary>Nothing beyond the roots is found, whatever the path.</summary>
[TestClass]
public sealed class AllowedRootsTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("roots");

    private string Root => Path.Combine(_folder.FullName, "root");

    private string Outside => Path.Combine(_folder.FullName, "root-beside");

    [TestInitialize]
    public void Make()
    {
        Directory.CreateDirectory(Path.Combine(Root, "inner"));
        Directory.CreateDirectory(Outside);
        File.WriteAllText(Path.Combine(Root, "inner", "a.tif"), "");
        File.WriteAllText(Path.Combine(Outside, "b.tif"), "");
    }

    [TestCleanup]
    public void Remove() => _folder.Delete(recursive: true);

    [TestMethod]
    public void Find_BelowARoot_GivesTheFile()
    {
        AllowedRoots roots = new([Outside, Root]);
        string file = Path.Combine(roots.Folders[1], "inner", "a.tif");

        Assert.AreEqual(file, roots.Find("inner/a.tif"));
        Assert.AreEqual(file, roots.Find(file));
        Assert.AreEqual(file, roots.Find("inner/../inner/./a.tif"));
        Assert.AreEqual(roots.Folders[1], roots.Find(Root));
    }

    [TestMethod]
    [DataRow("../root-beside/b.tif")]
    [DataRow("inner/../../root-beside/b.tif")]
    [DataRow("..")]
    [DataRow("/")]
    [DataRow("/etc/hostname")]
    [DataRow("nothing.tif")]
    [DataRow("inner/a.tif\0")]
    public void Find_BeyondTheRoot_GivesNothing(string path) => Assert.IsNull(new AllowedRoots([Root]).Find(path));

    [TestMethod]
    public void Find_ByLinks_GoesWhereTheyLead()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Inconclusive("Links need rights here.");
        }

        File.CreateSymbolicLink(Path.Combine(Root, "out.tif"), Path.Combine(Outside, "b.tif"));
        Directory.CreateSymbolicLink(Path.Combine(Root, "out"), Outside);
        Directory.CreateSymbolicLink(Path.Combine(Root, "in"), Path.Combine(Root, "inner"));
        File.CreateSymbolicLink(Path.Combine(Root, "loop"), Path.Combine(Root, "loop"));
        Directory.CreateSymbolicLink(Path.Combine(_folder.FullName, "way"), Root);
        AllowedRoots roots = new([Path.Combine(_folder.FullName, "way")]);

        Assert.IsNull(roots.Find("out.tif"));
        Assert.IsNull(roots.Find("out/b.tif"));
        Assert.IsNull(roots.Find("loop"));
        Assert.AreEqual(Path.Combine(roots.Folders[0], "inner", "a.tif"), roots.Find("in/a.tif"));
    }

    [TestMethod]
    public void Root_ThatIsNotThere_IsRefused() =>
        Assert.ThrowsExactly<DirectoryNotFoundException>(() => new AllowedRoots([Path.Combine(Root, "none")]));
}
