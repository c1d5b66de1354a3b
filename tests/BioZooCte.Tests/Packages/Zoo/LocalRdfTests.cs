using System.Text;

using BioZooCte.Packages.Zoo;

namespace BioZooCte.Tests.Packages.Zoo;

[TestClass]
public sealed class LocalRdfTests
{
    [TestMethod]
    [DataRow("source: https://a.b/c.onnx", "source: c.onnx")]
    [DataRow("source: 'https://a.b/c.onnx'\nx: 1", "source: 'c.onnx'\nx: 1")]
    [DataRow("{\"source\":\"https://a.b/c.onnx\",\"x\":\"https://a.b/c.onnx.txt\"}", "{\"source\":\"c.onnx\",\"x\":\"https://a.b/c.onnx.txt\"}")]
    [DataRow("{source: https://a.b/c.onnx, x: 1}", "{source: c.onnx, x: 1}")]
    [DataRow("text: see https://a.b/c.onnx/more\nsource: https://a.b/c.onnx\r\n", "text: see https://a.b/c.onnx/more\nsource: c.onnx\r\n")]
    public void Of_Url_IsReplacedAsAWhole(string rdf, string expected) => Assert.AreEqual(
        expected,
        Encoding.UTF8.GetString(LocalRdf.Of(
            Encoding.UTF8.GetBytes(rdf),
            new Dictionary<string, string> { ["https://a.b/c.onnx"] = "c.onnx" }).Span));
}
