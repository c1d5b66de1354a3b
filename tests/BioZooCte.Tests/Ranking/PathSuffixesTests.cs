using BioZooCte.Ranking;

namespace BioZooCte.Tests.Ranking;

[TestClass]
public class PathSuffixesTests
{
    [TestMethod]
    [DataRow("/a/x.tif /b/y.tif", "x.tif y.tif")]
    [DataRow("/a/x.tif /b/x.tif /b/y.tif", "a/x.tif b/x.tif y.tif")]
    [DataRow("/1/a/x /2/a/x /2/b/x", "1/a/x 2/a/x b/x")]
    [DataRow("x a/x", "x a/x", DisplayName = "the end of another stays whole")]
    [DataRow("a/x /a/x", "a/x /a/x", DisplayName = "relative and rooted")]
    [DataRow("./a/x ./b/x", "a/x b/x")]
    [DataRow(@"C:\a\x.tif C:\b\x.tif", "a/x.tif b/x.tif")]
    [DataRow("/a/X /a/x", "X x", DisplayName = "case tells apart")]
    public void ShortestUnique_Paths_AreTheShortestEndsThatDiffer(string paths, string expected) =>
        Assert.AreEqual(expected, Names(paths));

    [TestMethod]
    public void ShortestUnique_SamePathTwice_IsNumbered() =>
        Assert.AreEqual("/a|/a (2)|/a (3)|y", Names("/a /a /a /y", '|'));

    [TestMethod]
    [DataRow("/zoo/v1/unet", "unet", "|zoo|v1|unet")]
    [DataRow("/zoo/v1/unet/", "unet", "|zoo|v1|unet")]
    [DataRow("/zoo/v1/unet.zip", "unet", "|zoo|v1|unet")]
    [DataRow("/zoo/unet/rdf.yaml", "unet", "|zoo|unet")]
    [DataRow("/zoo/v1/rdf.yaml", "rdf", "|zoo|v1|rdf")]
    [DataRow("https://zoo.example/unet/1.2/rdf.yaml", "unet", "https:|zoo.example|unet")]
    [DataRow("/zoo/v1/rdf.yaml", "affable-shark", "|zoo|v1|affable-shark")]
    [DataRow("unet", "unet", "unet")]
    public void ModelParts_SourceAndId_EndWithTheId(string source, string id, string expected) =>
        Assert.AreEqual(expected, string.Join('|', PathSuffixes.ModelParts(source, id)));

    private static string Names(string paths, char separator = ' ') =>
        string.Join(separator, PathSuffixes.ShortestUnique([.. paths.Split(' ').Select(PathSuffixes.Parts)]));
}
