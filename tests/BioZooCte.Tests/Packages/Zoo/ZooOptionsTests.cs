using BioZooCte.Packages.Zoo;

namespace BioZooCte.Tests.Packages.Zoo;

[TestClass]
public sealed class ZooOptionsTests
{
    [TestMethod]
    public void Read_Nothing_IsTheDefaults()
    {
        ZooOptions options = ZooEnvironment.Read(_ => null);

        Assert.AreEqual(new ZooOptions(), options);
        Assert.AreEqual("bioimage-io.github.io", options.IndexUrl.Host);
        Assert.Contains("bioimageio", options.CacheFolder);
    }

    [TestMethod]
    public void Read_Variables_AreTheOptions()
    {
        Dictionary<string, string> variables = new()
        {
            ["BIOIMAGEIO_CACHE_PATH"] = "/tmp/cache",
            ["BIOIMAGEIO_COLLECTION_HTTP_PATTERN"] = "https://lab.example/{bioimageio_id}/rdf.yaml",
            ["BIOIMAGEIO_HTTP_TIMEOUT"] = "2.5",
            ["BIOIMAGEIO_USER_AGENT"] = "our-lab",
            ["BIOIMAGEIO_ID_MAP"] = "https://lab.example/map.json",
            ["BIOZOOCTE_ZOO_INDEX"] = "http://lab.example/index.json",
            ["BIOZOOCTE_ALLOWED_HOSTS"] = "lab.example, 10.0.0.1:8080",
        };
        ZooOptions options = ZooEnvironment.Read(variables.GetValueOrDefault);

        Assert.AreEqual("/tmp/cache", options.CacheFolder);
        Assert.AreEqual(
            "https://lab.example/wild-pig/rdf.yaml?version=v1", ZooUrls.Fill(options.IdPattern, "wild-pig", "v1")!.AbsoluteUri);
        Assert.AreEqual(2.5, options.Timeout.TotalSeconds);
        Assert.AreEqual("our-lab", options.UserAgent);
        Assert.AreEqual("https://lab.example/map.json", options.IdMapUrl!.AbsoluteUri);
        Assert.AreEqual("http://lab.example/index.json", options.IndexUrl.AbsoluteUri);
        CollectionAssert.AreEqual((string[])["lab.example", "10.0.0.1:8080"], options.AllowedHosts.ToArray());
    }

    [TestMethod]
    [DataRow("BIOIMAGEIO_HTTP_TIMEOUT", "soon", "seconds, above 0")]
    [DataRow("BIOIMAGEIO_HTTP_TIMEOUT", "0", "seconds, above 0")]
    [DataRow("BIOIMAGEIO_COLLECTION_HTTP_PATTERN", "https://lab.example", "a URL with {id} in it")]
    [DataRow("BIOZOOCTE_ZOO_INDEX", "index.json", "a URL that begins with https:// or http://")]
    [DataRow("BIOZOOCTE_ALLOWED_HOSTS", "a b", "hosts, HOST or HOST:PORT, separated by commas")]
    public void Read_WrongVariable_SaysWhich(string name, string value, string expected) => Assert.AreEqual(
        $"The environment variable {name} is '{value}'; expected {expected}.",
        Assert.ThrowsExactly<FormatException>(
            () => ZooEnvironment.Read(asked => asked == name ? value : null)).Message);
}
