using BioZooCte.Cli.Inputs;

namespace BioZooCte.Cli.Tests.Inputs;

[TestClass]
public sealed class InputTests : IDisposable
{
    private static readonly byte[] Zip = [(byte)'P', (byte)'K', 3, 4, 0];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void FindImages_Folder_IsItsOwnImagesInOrder()
    {
        foreach (string name in new[] { "b.TIF", "a.png", "c.npy", "notes.txt", ".hidden.tif", "below/d.tif", "e.tiff" })
        {
            _folder.Write(name);
        }

        CollectionAssert.AreEqual(new[] { "a.png", "b.TIF", "c.npy", "e.tiff" }, Images(_folder.Path));
    }

    [TestMethod]
    public void FindImages_SeveralPaths_KeepsTheirOrderAndEachOnce()
    {
        _folder.Write("a.tif");
        _folder.Write("b.tif");
        _folder.Write("odd.bin");
        CollectionAssert.AreEqual(
            new[] { "odd.bin", "b.tif", "a.tif" },
            Images(_folder["odd.bin"], _folder["b.tif"], _folder.Path, _folder["*.tif"]));
    }

    [TestMethod]
    [DataRow("*.tif", new[] { "a1.tif", "a2.tif" })]
    [DataRow("a?.tif", new[] { "a1.tif", "a2.tif" })]
    [DataRow("a[2-9].*", new[] { "a2.tif" })]
    [DataRow("**/*.tif", new[] { "a1.tif", "a2.tif", "x/b.tif", "x/y/c.tif" })]
    [DataRow("x/**/*.tif", new[] { "x/b.tif", "x/y/c.tif" })]
    [DataRow("*/b.tif", new[] { "x/b.tif" })]
    [DataRow("x*", new[] { "x/b.tif" })]
    public void FindImages_Pattern_IsWhatFits(string pattern, string[] expected)
    {
        foreach (string name in new[] { "a1.tif", "a2.tif", "a(1).png", "x/b.tif", "x/y/c.tif", "x/.z/d.tif" })
        {
            _folder.Write(name);
        }

        string[] found = [.. ImageFinder.Find("--images", [_folder[pattern]])
            .Select(p => Path.GetRelativePath(_folder.Path, p).Replace('\\', '/'))];
        CollectionAssert.AreEqual(expected, found);
    }

    [TestMethod]
    public void FindImages_NothingThere_SaysWhatWasExpected()
    {
        Directory.CreateDirectory(_folder["empty"]);
        string empty = _folder["empty"];
        Assert.AreEqual(
            $"--images {empty}: the folder holds no image; expected .tif, .tiff, .png or .npy files (those of the"
            + $" folders below it: '{Path.Combine(empty, "**", "*.tif")}').",
            ErrorOf(() => ImageFinder.Find("--images", [empty])));
        Assert.AreEqual(
            $"--images {_folder["no.tif"]}: there is no such file or folder.",
            ErrorOf(() => ImageFinder.Find("--images", [_folder["no.tif"]])));
        Assert.AreEqual(
            $"--images {_folder["*.tif"]}: no file fits this pattern, nor a folder that holds an image.",
            ErrorOf(() => ImageFinder.Find("--images", [_folder["*.tif"]])));
    }

    [TestMethod]
    public void FindModels_FolderOfPackages_IsFoldersZipsAndRdfs()
    {
        _folder.Write("b/rdf.yaml");
        _folder.Write("a/bioimageio.yaml");
        _folder.Write("c/UNet.model.yaml");
        _folder.Write("d/readme.md");
        _folder.Write("e.zip", Zip);
        _folder.Write("f.model", Zip);
        _folder.Write("g.zip", 1, 2, 3);
        _folder.Write("h.bioimageio.yaml");
        _folder.Write("i.yaml");
        CollectionAssert.AreEqual(
            new[] { "a", "b", "c", "e.zip", "f.model", "h.bioimageio.yaml" }, Models(_folder.Path));
    }

    [TestMethod]
    public void FindModels_Package_IsItself()
    {
        _folder.Write("a/rdf.yaml");
        _folder.Write("a/inner/rdf.yaml");
        _folder.Write("odd.txt");
        _folder.Write("alone/UNet.model.yaml");
        CollectionAssert.AreEqual(new[] { "alone" }, Models(_folder["alone"]));
        CollectionAssert.AreEqual(new[] { "a" }, Models(_folder["a"]));
        CollectionAssert.AreEqual(new[] { "odd.txt" }, Models(_folder["odd.txt"]));
        CollectionAssert.AreEqual(new[] { "rdf.yaml", "rdf.yaml" }, Models(_folder["**/rdf.yaml"]));
        Assert.AreEqual(
            "https://example.org/rdf.yaml", ModelFinder.Find("--models", ["https://example.org/rdf.yaml"]).Single());
    }

    [TestMethod]
    public void FindModels_NothingThere_SaysWhatWasExpected()
    {
        Assert.AreEqual(
            $"--models {_folder.Path}: no model package here; expected a folder with rdf.yaml or bioimageio.yaml,"
            + " or a folder of such folders, zip files or RDF files.",
            ErrorOf(() => ModelFinder.Find("--models", [_folder.Path])));
        Assert.AreEqual(
            $"--models {_folder["*.zip"]}: no model package fits this pattern.",
            ErrorOf(() => ModelFinder.Find("--models", [_folder["*.zip"]])));
    }

    [TestMethod]
    public void RequireFile_Folder_IsRefused() => Assert.AreEqual(
        $"--csv {_folder.Path}: this is a folder; expected a file.",
        ErrorOf(() => OutputPaths.RequireFile("--csv", _folder.Path)));

    [TestMethod]
    public void MakeFolder_File_IsRefused() => Assert.AreEqual(
        $"--output {_folder.Write("a")}: this is a file; expected a folder.",
        ErrorOf(() => OutputPaths.MakeFolder("--output", _folder["a"])));

    private static string[] Images(params string[] paths) =>
        [.. ImageFinder.Find("--images", paths).Select(p => Path.GetFileName(p))];

    private static string[] Models(params string[] paths) =>
        [.. ModelFinder.Find("--models", paths).Select(p => Path.GetFileName(p))];

    private static string ErrorOf(Func<object?> action) =>
        Assert.ThrowsExactly<InvalidUsageException>(() => action()).Message;
}
