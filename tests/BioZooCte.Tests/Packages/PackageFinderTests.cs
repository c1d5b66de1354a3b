using System.IO.Compression;

using BioZooCte.Packages;
using BioZooCte.Tests.Models;

namespace BioZooCte.Tests.Packages;

[TestClass]
public sealed class PackageFinderTests
{
    [TestMethod]
    [DataRow("rdf.yaml")]
    [DataRow("RDF.yml")]
    [DataRow("bioimageio.yaml")]
    [DataRow("x.model.yaml")]
    [DataRow("v0_4.bioimageio.yaml")]
    [DataRow("nuclei.RDF.YAML")]
    public async Task Find_FolderOfOnePackage_IsThatFolderWhateverItsRdfIsCalled(string rdf)
    {
        using PackageFolder folder = new();
        string package = new FakeModel().Write(folder, "model");
        File.Move(Path.Combine(package, "rdf.yaml"), Path.Combine(package, rdf));
        WriteZip(Path.Combine(package, "weights.pt"), "archive/data.pkl");

        Assert.AreSequenceEqual([package], PackageFinder.Find(package));
        Assert.AreSequenceEqual([package], PackageFinder.Find(folder.Path));
        using ModelPackage opened = await ModelPackageReader.OpenAsync(package);
        Assert.AreEqual("model", opened.Id);
    }

    [TestMethod]
    public void Find_FolderOfPackages_AreThoseThatHoldAnRdf()
    {
        using PackageFolder folder = new();
        string At(string name) => Path.Combine(folder.Path, name);
        new FakeModel().Write(folder, "b");
        Directory.CreateDirectory(At("empty"));
        File.WriteAllText(At("a.model.yaml"), "");
        WriteZip(At("c.zip"), "no RDF, and called a package: whoever opens it says so");
        WriteZip(At("d"), "top/rdf.yaml");
        WriteZip(At("weights.pt"), "archive/data.pkl");
        File.WriteAllBytes(At("damaged"), "PK\x03\x04 and no more"u8);
        WriteZip(At(".hidden.zip"), "rdf.yaml");

        Assert.AreSequenceEqual(
            [At("a.model.yaml"), At("b"), At("c.zip"), At("d"), At("damaged")], PackageFinder.Find(folder.Path));
    }

    private static void WriteZip(string path, string entry)
    {
        using ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Create);
        zip.CreateEntry(entry);
    }
}
