using BioZooCte.Packages;
using BioZooCte.Packages.Web;

namespace BioZooCte.Tests.Packages.Web;

[TestClass]
public sealed class HostRuleTests
{
    [TestMethod]
    [DataRow("zoo.lab", "zoo.lab", 443, true)]
    [DataRow("zoo.lab", "ZOO.lab", 8080, true)]
    [DataRow("zoo.lab:8080", "zoo.lab", 8080, true)]
    [DataRow("zoo.lab:8080", "zoo.lab", 80, false)]
    [DataRow("zoo.lab", "my.zoo.lab", 443, false)]
    [DataRow("127.0.0.1:80", "127.0.0.1", 80, true)]
    [DataRow("::1", "[::1]", 80, true)]
    [DataRow("[::1]:80", "::1", 80, true)]
    [DataRow("[::1]:80", "::1", 81, false)]
    public void Allows_HostAndPort_AsTheRuleSays(string rule, string host, int port, bool expected) =>
        Assert.AreEqual(expected, HostRule.Parse(rule)!.Value.Allows(host, port));

    [TestMethod]
    [DataRow("")]
    [DataRow("http://zoo.lab")]
    [DataRow("zoo.lab:")]
    [DataRow("zoo.lab:0")]
    [DataRow("zoo.lab:70000")]
    [DataRow("a b")]
    public void AllowedHosts_NoHost_IsRefused(string text) => Assert.Contains(
        "expected HOST or HOST:PORT",
        Assert.ThrowsExactly<ArgumentException>(() => new PackageOptions { AllowedHosts = [text] }).Message);
}
