using System.Text;

using BioZooCte.Packages.Zoo;
using BioZooCte.ZooServer;

namespace BioZooCte.Tests.Packages.Zoo;

/// <summary>By what names a model is found.</summary>
[TestClass]
public sealed class ZooResolverTests
{
    [TestMethod]
    [DataRow("small-model", "v1")]
    [DataRow("small-model/v0", "v0")]
    [DataRow("small-model/0", "v0")]
    [DataRow("bioimage-io/small-model/1", "v1")]
    public async Task DownloadAsync_NameAndVersion_IsThat(string reference, string version)
    {
        await using TestZoo zoo = new TestZoo().Add().Add(version: "v1", rdf: Named("The second"));
        ZooPackage package = await zoo.DownloadAsync(reference);

        Assert.AreEqual(version, package.Version);
        string rdf = File.ReadAllText(Path.Combine(package.Folder, "rdf.yaml"));
        Assert.AreEqual(version == "v1", rdf.Contains("The second", StringComparison.Ordinal));
        Assert.AreEqual($"?version={version}", zoo.Server.Requests.Last().Target.Split("weights.onnx")[1]);
    }

    [TestMethod]
    public async Task DownloadAsync_OtherVersion_SaysWhichThereAre()
    {
        await using TestZoo zoo = new TestZoo().Add().Add(version: "v1");

        Assert.AreEqual(
            "small-model/7: the model has no version 7; expected v1, v0.", await zoo.RefuseAsync("small-model/7"));
    }

    [TestMethod]
    public async Task DownloadAsync_UnknownName_SaysSo()
    {
        await using TestZoo zoo = new TestZoo().Add();

        Assert.AreEqual(
            $"no-such-model: the Zoo has no such model (1 are in {zoo.Zoo.IndexUrl}); expected the name of one, or a DOI.",
            await zoo.RefuseAsync("no-such-model"));
        Assert.AreEqual(
            "../zoo: this names no model; expected a nickname such as affable-shark, a DOI or a URL.",
            await zoo.RefuseAsync("../zoo"));
    }

    [TestMethod]
    public async Task DownloadAsync_UnknownNameAndNoAnswer_SaysBoth()
    {
        await using TestZoo zoo = new TestZoo().Add();
        zoo.Server.Misbehave("*/no-such-model/*=status:403");
        string url = $"{zoo.Server.Url}/bioimage-io/artifacts/no-such-model/files/rdf.yaml";

        StringAssert.Contains(
            await zoo.RefuseAsync("no-such-model"),
            $"the Zoo has no such model (1 are in {zoo.Zoo.IndexUrl}; {url}: the server answered 403 Not Now)");
    }

    [TestMethod]
    public async Task DownloadAsync_NoIndexNow_UsesTheLastOne()
    {
        await using TestZoo zoo = new TestZoo().Add();
        await zoo.DownloadAsync();
        Directory.Delete(zoo.Out, recursive: true);
        await zoo.Server.DisposeAsync();
        using ZooClient client = zoo.Open();

        Assert.AreEqual(TestZoo.Id, (await client.DownloadAsync(TestZoo.Id, zoo.Out)).Id);
        string? notice = (await client.GetIndexAsync()).Notice;
        StringAssert.Contains(notice, $"{zoo.Zoo.IndexUrl}: the file could not be fetched (");
        StringAssert.EndsWith(notice, $"; the index of {DateTime.UtcNow:yyyy-MM-dd} is used.");
    }

    [TestMethod]
    public async Task DownloadAsync_NameThatTheIndexLacks_IsLookedForWhereTheOthersAre()
    {
        await using TestZoo zoo = new TestZoo().Add();
        zoo.Server.Files["/bioimage-io/artifacts/new-model/files/rdf.yaml"] = new ServedFile(
            Encoding.UTF8.GetBytes(TestZoo.RdfOf(zoo.Weights)));
        zoo.Server.Files["/bioimage-io/artifacts/new-model/files/weights.onnx"] = new ServedFile(zoo.Weights);

        Assert.AreEqual("new-model", Path.GetFileName((await zoo.DownloadAsync("new-model")).Folder));
    }

    [TestMethod]
    [DataRow("10.5281/zenodo.100")]
    [DataRow("10.5281/zenodo.101")]
    [DataRow("10.5281/zenodo.100/101")]
    [DataRow("https://doi.org/10.5281/zenodo.100")]
    public async Task DownloadAsync_DoiThatIsTheId_IsFound(string reference)
    {
        await using TestZoo zoo = new TestZoo().Add("other-model");
        zoo.Add(rdf: $"{TestZoo.RdfOf(zoo.Weights)}\nid: 10.5281/zenodo.100/101");

        Assert.AreEqual(TestZoo.Id, (await zoo.DownloadAsync(reference)).Id);
    }

    [TestMethod]
    public async Task DownloadAsync_DoiThatACopyKept_IsThatOfTheOriginal()
    {
        await using TestZoo zoo = new();
        string rdf = $"{TestZoo.RdfOf(zoo.Weights)}\nconfig:\n  _conceptdoi: 10.5281/zenodo.100\n"
            + $"  bioimageio: {{nickname: {TestZoo.Id}}}";
        zoo.Add(rdf: rdf).Add("another-model", rdf: rdf);

        Assert.AreEqual(TestZoo.Id, (await zoo.DownloadAsync("10.5281/zenodo.100")).Id);
    }

    [TestMethod]
    public async Task DownloadAsync_DoiOfNoModel_IsLookedForAtZenodo()
    {
        await using TestZoo zoo = new TestZoo().Add();
        zoo.Server.Files["/api/records/777/files/rdf.yaml/content"] =
            new ServedFile(Encoding.UTF8.GetBytes(TestZoo.RdfOf(zoo.Weights)));
        zoo.Server.Files["/api/records/777/files/weights.onnx/content"] = new ServedFile(zoo.Weights);
        ZooPackage package = await zoo.DownloadAsync("10.5281/zenodo.700/777");

        Assert.AreEqual("10.5281-zenodo.700-777", Path.GetFileName(package.Folder));
        CollectionAssert.AreEqual((string[])["rdf.yaml", "weights.onnx"], zoo.FilesOf("10.5281-zenodo.700-777"));
    }

    [TestMethod]
    public async Task DownloadAsync_DoiOfSomethingElse_SaysSo()
    {
        await using TestZoo zoo = new TestZoo().Add();

        Assert.AreEqual(
            "10.1000/abc: no model of the Zoo has this DOI; expected the DOI of one.",
            await zoo.RefuseAsync("10.1000/abc"));
    }

    [TestMethod]
    public async Task DownloadAsync_MappedId_IsFound()
    {
        await using TestZoo zoo = new TestZoo().Add();
        byte[] rdf = Encoding.UTF8.GetBytes(TestZoo.RdfOf(zoo.Weights));
        zoo.Server.Files["/old/rdf.yaml"] = new ServedFile(rdf);
        zoo.Server.Files["/old/weights.onnx"] = new ServedFile(zoo.Weights);
        zoo.Server.Files["/id_map.json"] = new ServedFile(Encoding.UTF8.GetBytes(
            $$"""{"10.5281/zenodo.9": {"source": "{{zoo.Server.Url}}/old/rdf.yaml", "sha256": "{{TestZoo.HashOf(rdf)}}" } }"""));
        ZooPackage package = await zoo.DownloadAsync(
            "10.5281/zenodo.9",
            change: options => options with { IdMapUrl = new Uri($"{zoo.Server.Url}/id_map.json") });

        Assert.AreEqual(new Uri($"{zoo.Server.Url}/old/rdf.yaml"), package.Source);
    }

    private static string Named(string name) =>
        TestZoo.RdfOf(null).Replace("A small model", name, StringComparison.Ordinal);
}
