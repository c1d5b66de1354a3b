using BioZooCte.Packages;
using BioZooCte.Packages.Description;
using BioZooCte.Packages.Zoo;

namespace BioZooCte.Tests.Packages.Zoo;

[TestClass]
public sealed class PackageNamesTests
{
    [TestMethod]
    [DataRow("https://a.b/w.onnx", "W.onnx", "w_2.onnx", "W.onnx")]
    [DataRow("https://a.b/sub", "sub/w.onnx", "sub_2", "sub/w.onnx")]
    [DataRow("https://a.b/w.onnx", "https://c.d/w.onnx?x=1", "w.onnx", "w_2.onnx")]
    [DataRow("https://a.b/rdf.yaml", "./w.onnx", "rdf_2.yaml", "w.onnx")]
    [DataRow("https://a.b/.zoo.json", "w.onnx", "zoo.json", "w.onnx")]
    [DataRow("https://a.b/", "file", "file_2", "file")]
    [DataRow("https://a.b/x%2F..%2Fmy%20%22net%22.onnx", "w.onnx", "my--net-.onnx", "w.onnx")]
    public void Names_OfTwoFiles_AreTwo(string first, string second, string expectedFirst, string expectedSecond)
    {
        FileDescription[] files = [new(first, null), new(second, null)];
        PackageNames names = new(files, "rdf.yaml");

        Assert.AreEqual(expectedFirst, names[files[0]]);
        Assert.AreEqual(expectedSecond, names[files[1]]);
    }

    /// <summary>On some systems two such files are one, or a file is where a folder has to be: refused on all.</summary>
    [TestMethod]
    [DataRow("a/w.onnx", "A/W.onnx", "a/w.onnx")]
    [DataRow("./x/w.onnx", "X", "x/w.onnx")]
    [DataRow("X", "x/w.onnx", "X")]
    [DataRow("w.onnx", "RDF.yaml", "rdf.yaml")]
    [DataRow("w.onnx", ".ZOO.json", ".zoo.json")]
    public void Names_ThatDifferInCaseAlone_AreRefused(string first, string second, string other) => Assert.AreEqual(
        $"rdf.yaml: the path '{second}', which some systems do not tell from '{other}'; expected a path of its own inside the"
        + " package.",
        Assert.ThrowsExactly<InvalidModelPackageException>(
            () => new PackageNames([new(first, null), new(second, null)], "rdf.yaml")).Message);

    [TestMethod]
    public void Names_InFoldersThatDifferInCase_AreTwo()
    {
        FileDescription[] files = [new("a/w.onnx", null), new("A/v.onnx", null)];
        PackageNames names = new(files, "rdf.yaml");

        Assert.AreEqual("a/w.onnx A/v.onnx", $"{names[files[0]]} {names[files[1]]}");
    }
}
