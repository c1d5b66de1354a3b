using BioZooCte.Packages.Web;

namespace BioZooCte.Tests.Packages.Web;

[TestClass]
public sealed class RedirectTests
{
    [TestMethod]
    [DataRow("https://a.b/c/d", "e", "https://a.b/c/e")]
    [DataRow("https://a.b/c", "https://x.y/z", "https://x.y/z")]
    [DataRow("http://a.b/c", "https://a.b/c", "https://a.b/c")]
    [DataRow("http://a.b/c", "//x.y/z", "http://x.y/z")]
    public void Follow_Location_LeadsThere(string url, string location, string expected) => Assert.AreEqual(
        expected, WebClient.Follow(new Uri(url), new Uri(location, UriKind.RelativeOrAbsolute), 0).AbsoluteUri);

    [TestMethod]
    [DataRow("https://a.b/c", "http://a.b/c", 0, "the server redirects from https to http://a.b/c; expected https")]
    [DataRow("http://a.b/c", "ftp://a.b/c", 0, "the server redirects from http to ftp://a.b/c; expected http(s)")]
    [DataRow("http://a.b/c", "file:///etc/passwd", 0, "the server redirects from http to file:///etc/passwd; expected http(s)")]
    [DataRow("https://a.b/c", "https://a.b/d", 10, "the server redirects more than 10 times; expected the file")]
    public void Follow_LocationThatIsNoSafer_IsRefused(string url, string location, int hop, string message) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<ForbiddenHostException>(
            () => WebClient.Follow(new Uri(url), new Uri(location), hop)).Message);
}
