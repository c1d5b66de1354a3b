using BioZooCte.ZooServer;

namespace BioZooCte.Tests.Packages.Zoo;

/// <summary>Which hosts are asked, and which are not.</summary>
[TestClass]
public sealed class ZooHostTests
{
    private const string Weights = "*/weights.onnx";

    [TestMethod]
    public async Task DownloadAsync_RedirectToAnAllowedHost_IsFollowed()
    {
        await using TestZoo zoo = new TestZoo().Add();
        await using ZooHttpServer other = new();
        other.Files["/here"] = new ServedFile(zoo.Weights);
        zoo.Server.Misbehave($"{Weights}=redirect:{other.Url}/here");
        await zoo.DownloadAsync(change: options => options with { AllowedHosts = [zoo.Server.Host, other.Host] });

        CollectionAssert.AreEqual(
            zoo.Weights, File.ReadAllBytes(Path.Combine(zoo.Out, TestZoo.Id, "weights.onnx")));
    }

    [TestMethod]
    public async Task DownloadAsync_RedirectToAnotherPortOfThisMachine_IsNotFollowed()
    {
        await using TestZoo zoo = new TestZoo().Add();
        await using ZooHttpServer other = new();
        other.Files["/here"] = new ServedFile(zoo.Weights);
        zoo.Server.Misbehave($"{Weights}=redirect:{other.Url}/here");

        StringAssert.Contains(
            await zoo.RefuseAsync(),
            $"its host 127.0.0.1 has a loopback address, which nothing is fetched from; expected a public address, or a host"
            + $" that the user allows (--allow-host {other.Host} or BIOZOOCTE_ALLOWED_HOSTS).");
        Assert.IsEmpty(other.Requests);
    }

    [TestMethod]
    [DataRow("http://169.254.169.254/latest", "link-local")]
    [DataRow("http://10.0.0.1/", "private")]
    [DataRow("http://[fd00::1]/", "unique-local")]
    [DataRow("http://[::ffff:127.0.0.1]/", "loopback")]
    [DataRow("http://localhost:9/", "loopback")]
    [DataRow("http://any.localhost:9/", "loopback")]
    [DataRow("http://2130706433/", "loopback")]
    [DataRow("http://0x7f.1/", "loopback")]
    public async Task DownloadAsync_RedirectIntoTheOwnNetwork_IsNotFollowed(string url, string kind)
    {
        await using TestZoo zoo = new TestZoo().Add();
        zoo.Server.Misbehave($"{Weights}=redirect:{url}");

        StringAssert.Contains(await zoo.RefuseAsync(), $"has a {kind} address");
    }

    [TestMethod]
    public async Task DownloadAsync_RedirectInACircle_Ends()
    {
        await using TestZoo zoo = new TestZoo().Add();
        zoo.Server.Misbehave($"{Weights}=redirect:{TestZoo.WeightsPath}");

        StringAssert.Contains(await zoo.RefuseAsync(), "the server redirects more than 10 times");
        Assert.AreEqual(11, zoo.Server.CountOf(TestZoo.WeightsPath));
    }

    [TestMethod]
    public async Task DownloadAsync_UrlInAPackageIntoTheOwnNetwork_IsNotFetched()
    {
        await using TestZoo zoo = new();
        await using ZooHttpServer other = new();
        other.Files["/net.onnx"] = new ServedFile(zoo.Weights);
        zoo.Add(rdf: TestZoo.RdfOf(zoo.Weights)
            .Replace("weights.onnx", $"'{other.Url}/net.onnx'", StringComparison.Ordinal));

        StringAssert.Contains(await zoo.RefuseAsync(), "has a loopback address");
        Assert.IsEmpty(other.Requests);
    }

    [TestMethod]
    public async Task DownloadAsync_IndexThatIsNotAllowed_IsNotFetched()
    {
        await using TestZoo zoo = new TestZoo().Add();

        StringAssert.Contains(
            await zoo.RefuseAsync(change: options => options with { AllowedHosts = [] }), "has a loopback address");
        Assert.IsEmpty(zoo.Server.Requests);
    }
}
