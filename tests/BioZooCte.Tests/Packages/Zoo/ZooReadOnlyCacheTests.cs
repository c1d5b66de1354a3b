using System.Text;

using BioZooCte.Packages.Zoo;
using BioZooCte.ZooServer;

namespace BioZooCte.Tests.Packages.Zoo;

/// <summary>A cache that can only be read.</summary>
[TestClass]
public sealed class ZooReadOnlyCacheTests
{
    [TestMethod]
    public async Task DownloadAsync_WhatIsInTheCache_IsGivenWithoutALock()
    {
        await using TestZoo zoo = new TestZoo().Add();
        ZooPackage before = await GetAsync(zoo, TestZoo.Id);
        Forbid(zoo);
        using ZooClient client = zoo.Open();

        Assert.AreEqual(before, await client.DownloadAsync(TestZoo.Id));
        StringAssert.StartsWith(
            (await client.GetIndexAsync()).Notice, $"{client.Folder}: the cache cannot be written, and {zoo.Zoo.IndexUrl} is not");
        Assert.HasCount(1, await client.SearchAsync());
    }

    [TestMethod]
    public async Task DownloadAsync_UrlThatWasFetchedBefore_IsWhatItGave()
    {
        await using TestZoo zoo = new();
        zoo.Server.Files["/whale.zip"] = new ServedFile(TestZoo.ZipOf(zoo.Weights));
        string url = $"{zoo.Server.Url}/whale.zip";
        ZooPackage before = await GetAsync(zoo, url);
        Forbid(zoo);

        Assert.AreEqual(before, await GetAsync(zoo, url));
    }

    [TestMethod]
    public async Task DownloadAsync_WhatIsNotThere_SaysThatTheCacheCannotBeWritten()
    {
        const string Rdf = "name: another one";
        await using TestZoo zoo = new TestZoo().Add().Add("other-model", "v0", rdf: Rdf);
        await GetAsync(zoo, TestZoo.Id);
        string hash = TestZoo.HashOf(Encoding.UTF8.GetBytes(Rdf));
        string cache = Path.Combine(zoo.Cache, "biozoocte");
        Forbid(zoo, Path.Combine(cache, "parts", $"{hash}.lock"));
        IOException exception =
            await Assert.ThrowsExactlyAsync<ReadOnlyCacheException>(() => GetAsync(zoo, "other-model"));

        Assert.AreEqual(
            $"{cache}: the cache cannot be written, and {zoo.Server.Url}{ServedZoo.PathOf("other-model", "rdf.yaml")}?version=v0"
            + " is not there in full; expected a cache that can be written, which BIOIMAGEIO_CACHE_PATH may name.",
            exception.Message);
    }

    [TestMethod]
    public async Task DownloadAsync_IntoAFolder_TakesThePackageThatIsThere_AndMendsItFromTheCache()
    {
        await using TestZoo zoo = new TestZoo().Add();
        ZooPackage before = await zoo.DownloadAsync();
        Forbid(zoo);
        Assert.AreEqual(before, await zoo.DownloadAsync());
        File.Delete(Path.Combine(before.Folder, "weights.onnx"));

        Assert.AreEqual(before, await zoo.DownloadAsync());

        CollectionAssert.AreEqual(zoo.Weights, File.ReadAllBytes(Path.Combine(before.Folder, "weights.onnx")));
    }

    [TestMethod]
    public async Task DownloadAsync_IntoAFolderWhatTheCacheHas_IsTaken()
    {
        await using TestZoo zoo = new TestZoo().Add();
        await GetAsync(zoo, TestZoo.Id);
        string[] packageLocks = [Path.Combine(zoo.Out, TestZoo.Id)];
        Forbid(zoo, [.. packageLocks.Select(new CachePlaces(Path.Combine(zoo.Cache, "biozoocte")).WriteLock)]);

        ZooPackage package = await zoo.DownloadAsync();

        CollectionAssert.AreEqual(zoo.Weights, File.ReadAllBytes(Path.Combine(package.Folder, "weights.onnx")));
        Assert.AreEqual(package, await zoo.DownloadAsync());
    }

    private static async Task<ZooPackage> GetAsync(TestZoo zoo, string reference)
    {
        using ZooClient client = zoo.Open();
        return await client.DownloadAsync(reference);
    }

    /// <summary>Folders where the locks' files were: they may not be opened, whoever runs the tests.</summary>
    private static void Forbid(TestZoo zoo, params string[] locks)
    {
        string cache = Path.Combine(zoo.Cache, "biozoocte");
        string[] known =
        [
            .. Directory.GetFiles(Path.Combine(cache, "locks")),
            .. Directory.GetFiles(Path.Combine(cache, "parts"), "*.lock"),
        ];
        foreach (string path in (string[])[.. known, .. locks])
        {
            File.Delete(path);
            Directory.CreateDirectory(path);
        }
    }
}
