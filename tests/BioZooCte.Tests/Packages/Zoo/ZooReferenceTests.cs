using BioZooCte.Packages.Zoo;

namespace BioZooCte.Tests.Packages.Zoo;

[TestClass]
public sealed class ZooReferenceTests
{
    [TestMethod]
    [DataRow("affable-shark", "affable-shark", null, true)]
    [DataRow("affable-shark/1", "affable-shark", "1", true)]
    [DataRow("affable-shark/1.2", "affable-shark", "1.2", true)]
    [DataRow("bioimage-io/affable-shark/v0", "affable-shark", "v0", true)]
    [DataRow("educated-water-buffalo", "educated-water-buffalo", null, true)]
    [DataRow("dsb256", "dsb256", null, false)]
    [DataRow("nuclei_v2", "nuclei_v2", null, false)]
    public void TryParse_Nickname_HasItsParts(string text, string id, string? version, bool isDistinct)
    {
        Assert.IsTrue(ZooReference.TryParse(text, out ZooReference? reference));
        Assert.AreEqual((id, version, isDistinct), (reference.Id, reference.Version, reference.IsDistinct));
        Assert.IsNull(reference.Doi);
        Assert.IsNull(reference.Url);
    }

    [TestMethod]
    [DataRow("10.5281/zenodo.5764892", "10.5281/zenodo.5764892", null)]
    [DataRow("10.5281/ZENODO.5764892/6647674", "10.5281/zenodo.5764892", "6647674")]
    [DataRow("doi:10.5281/zenodo.5764892", "10.5281/zenodo.5764892", null)]
    [DataRow("https://doi.org/10.5281/zenodo.5764892", "10.5281/zenodo.5764892", null)]
    [DataRow("https://www.doi.org/10.1000/abc/def", "10.1000/abc/def", null)]
    public void TryParse_Doi_HasItsParts(string text, string doi, string? version)
    {
        Assert.IsTrue(ZooReference.TryParse(text, out ZooReference? reference));
        Assert.AreEqual((doi, version, true), (reference.Doi, reference.Version, reference.IsDistinct));
    }

    [TestMethod]
    public void TryParse_Url_IsOne()
    {
        Assert.IsTrue(ZooReference.TryParse("https://example.org/a/rdf.yaml?version=v0", out ZooReference? reference));
        Assert.AreEqual("https://example.org/a/rdf.yaml?version=v0", reference.Url!.AbsoluteUri);
        Assert.IsFalse(reference.IsDistinct);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("../zoo")]
    [DataRow("./affable-shark")]
    [DataRow("/zoo/affable-shark")]
    [DataRow("C:\\zoo")]
    [DataRow("Affable Shark")]
    [DataRow("a/b/c/d")]
    [DataRow("ftp://example.org/rdf.yaml")]
    public void TryParse_AnythingElse_IsNone(string text) => Assert.IsFalse(ZooReference.TryParse(text, out _));
}
