using System.Text;

using BioZooCte.Packages.Description;
using BioZooCte.Packages.Yaml;
using BioZooCte.Packages.Zoo;

namespace BioZooCte.Tests.Packages.Zoo;

[TestClass]
public sealed class LocalRdfTests
{
    private const string Url = "https://a.b/c.onnx";

    [TestMethod]
    [DataRow("source: https://a.b/c.onnx", "source: c.onnx")]
    [DataRow("source: 'https://a.b/c.onnx'\nx: 1", "source: \"c.onnx\"\nx: 1")]
    [DataRow("{\"source\":\"https://a.b/c.onnx\",\"x\":\"https://a.b/c.onnx.txt\"}", "{\"source\":\"c.onnx\",\"x\":\"https://a.b/c.onnx.txt\"}")]
    [DataRow("{\"source\":\"https:\\/\\/a.b\\/c.onnx\"}", "{\"source\":\"c.onnx\"}")]
    [DataRow("{source: https://a.b/c.onnx, x: 1}", "{source: c.onnx, x: 1}")]
    [DataRow("text: see https://a.b/c.onnx or ask\nsource: https://a.b/c.onnx\r\n", "text: see https://a.b/c.onnx or ask\nsource: c.onnx\r\n")]
    [DataRow("x: [a, https://a.b/c.onnx] # https://a.b/c.onnx", "x: [a, c.onnx] # https://a.b/c.onnx")]
    [DataRow("source: &w https://a.b/c.onnx # it\nx: *w", "source: &w c.onnx # it\nx: *w")]
    [DataRow("source: !!str 'https://a.b/c.onnx'\nx: 1", "source: !!str \"c.onnx\"\nx: 1")]
    [DataRow("source: >-\n  https://a.b/c.onnx\nx: 1", "source: \"c.onnx\"\nx: 1")]
    public void Of_Url_IsReplacedAsAWhole(string rdf, string expected) => Assert.AreEqual(expected, Replace(rdf, "c.onnx"));

    [TestMethod]
    [DataRow("123")]
    [DataRow("true")]
    [DataRow("-")]
    [DataRow("1e5")]
    [DataRow("it's: {\"a\" #b}\n")]
    public void Of_NameThatYamlTakesForSomethingElse_IsReadAsTheName(string name)
    {
        foreach (string quote in (string[])["", "'", "\""])
        {
            string written = Replace($"{{source: {quote}{Url}{quote}, x: 1}}", name);
            RdfMapping mapping = (RdfMapping)YamlReader.Read(written, "rdf.yaml", []);

            Assert.AreEqual(name, ((RdfScalar)mapping["source"]!).Value, written);
            Assert.AreEqual(1L, ((RdfScalar)mapping["x"]!).Value);
        }
    }

    private static string Replace(string rdf, string name) => Encoding.UTF8.GetString(LocalRdf.Of(
        Encoding.UTF8.GetBytes(rdf), "rdf.yaml", new Dictionary<string, string> { [Url] = name }).Span);
}
