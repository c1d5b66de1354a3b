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
}
