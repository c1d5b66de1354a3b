using System.Text.Json.Nodes;

using BioZooCte.Packages.Zoo;
using BioZooCte.ZooServer;

namespace BioZooCte.Tests.Packages.Zoo;

/// <summary>What becomes of what lies in a package's folder already.</summary>
[TestClass]
public sealed class ZooFolderTests
{
    [TestMethod]
    public async Task DownloadAsync_WhereAnotherModelOfThatNameLies_IsRefused()
    {
        await using TestZoo zoo = new();
        zoo.Server.Files["/a/model.zip"] = new ServedFile(TestZoo.ZipOf(zoo.Weights));
        zoo.Server.Files["/b/model.zip"] = new ServedFile(TestZoo.ZipOf(TestZoo.Bytes(500, 2)));
        string folder = (await zoo.DownloadAsync($"{zoo.Server.Url}/a/model.zip")).Folder;

        Assert.AreEqual(
            $"{folder}: holds model of {zoo.Server.Url}/a/model.zip, not model of {zoo.Server.Url}/b/model.zip; expected the"
            + " same model, or another folder for this one.",
            (await Assert.ThrowsExactlyAsync<IOException>(
                () => zoo.DownloadAsync($"{zoo.Server.Url}/b/model.zip"))).Message);
        CollectionAssert.AreEqual(zoo.Weights, File.ReadAllBytes(Path.Combine(folder, "weights.onnx")));
    }

    /// <summary>The Zoo's model, and one that its URL calls the same.</summary>
    [TestMethod]
    public async Task DownloadAsync_WhereAModelOfAnotherSourceLies_IsRefused()
    {
        await using TestZoo zoo = new TestZoo().Add();
        zoo.Server.Files[$"/{TestZoo.Id}.zip"] = new ServedFile(TestZoo.ZipOf(TestZoo.Bytes(500, 2)));
        string folder = (await zoo.DownloadAsync()).Folder;

        StringAssert.StartsWith(
            (await Assert.ThrowsExactlyAsync<IOException>(
                () => zoo.DownloadAsync($"{zoo.Server.Url}/{TestZoo.Id}.zip"))).Message,
            $"{folder}: holds {TestZoo.Id} of {zoo.Server.Url}/bioimage-io/");
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("?version=v0")]
    [DataRow("?version=v1")]
    public async Task DownloadAsync_WhereAVersionOfTheSameUrlLies_TakesItsPlace(string version)
    {
        await using TestZoo zoo = new TestZoo().Add().Add(version: "v1", rdf: TestZoo.RdfOf(null));
        string folder = (await zoo.DownloadAsync($"{TestZoo.Id}/v0")).Folder;
        string url = $"{zoo.Server.Url}{ServedZoo.PathOf(TestZoo.Id, "rdf.yaml")}{version}";
        ZooPackage package = await zoo.DownloadAsync(url);

        Assert.AreEqual(folder, package.Folder);
        Assert.AreEqual(
            version == "?version=v0" ? TestZoo.RdfOf(zoo.Weights) : TestZoo.RdfOf(null),
            File.ReadAllText(Path.Combine(folder, "rdf.yaml")));
    }

    /// <summary>Two that state the same, and are not the same.</summary>
    [TestMethod]
    public async Task DownloadAsync_TwoUrlsOfOneRdf_AreTwoPackagesOfTheCache()
    {
        await using TestZoo zoo = new();
        byte[] other = TestZoo.Bytes(500, 2);
        zoo.Server.Files["/a/model.zip"] = new ServedFile(TestZoo.ZipOf(zoo.Weights, hasHash: false));
        zoo.Server.Files["/b/model.zip"] = new ServedFile(TestZoo.ZipOf(other, hasHash: false));
        using ZooClient client = zoo.Open();
        ZooPackage a = await client.DownloadAsync($"{zoo.Server.Url}/a/model.zip");
        ZooPackage b = await client.DownloadAsync($"{zoo.Server.Url}/b/model.zip");

        CollectionAssert.AreEqual(zoo.Weights, File.ReadAllBytes(Path.Combine(a.Folder, "weights.onnx")));
        CollectionAssert.AreEqual(other, File.ReadAllBytes(Path.Combine(b.Folder, "weights.onnx")));
    }

    [TestMethod]
    [DataRow(TestZoo.Id, ZooContents.Runnable)]
    [DataRow(TestZoo.Id, ZooContents.WithTests)]
    [DataRow($"{TestZoo.Id}/v1", ZooContents.Runnable)]
    public async Task DownloadAsync_WhereTheUserChangedAFile_LeavesIt(string reference, ZooContents contents)
    {
        await using TestZoo zoo = new TestZoo().Add();
        string folder = (await zoo.DownloadAsync()).Folder;
        string rdf = Path.Combine(folder, "rdf.yaml");
        File.AppendAllText(rdf, "# mine");
        string edited = File.ReadAllText(rdf);
        zoo.Add(version: "v1", rdf: TestZoo.RdfOf(null));

        Assert.AreEqual(
            $"{folder}: rdf.yaml changed since the download; expected the files as they came: move those that are yours out"
            + " of the folder, and they are fetched again.",
            (await Assert.ThrowsExactlyAsync<IOException>(() => zoo.DownloadAsync(reference, contents))).Message);
        Assert.AreEqual(edited, File.ReadAllText(rdf));
        File.Delete(rdf);
        Assert.AreEqual(contents, (await zoo.DownloadAsync(reference, contents)).Contents);
    }

    [TestMethod]
    public async Task DownloadAsync_WhereTheUserChangesAFileMeanwhile_LeavesIt()
    {
        await using TestZoo zoo = new TestZoo().Add();
        string rdf = Path.Combine((await zoo.DownloadAsync()).Folder, "rdf.yaml");
        using ZooClient client = zoo.Open();

        StringAssert.Contains(
            (await Assert.ThrowsExactlyAsync<IOException>(() => client.DownloadAsync(
                TestZoo.Id, zoo.Out, ZooContents.WithTests, new Edits(rdf)))).Message,
            "rdf.yaml changed since the download;");
        Assert.AreEqual("mine", File.ReadAllText(rdf));
        CollectionAssert.AreEqual((string[])["rdf.yaml", "weights.onnx"], zoo.FilesOf());
    }

    /// <summary>As long as those that came, and as old as may be.</summary>
    [TestMethod]
    public async Task DownloadAsync_WhereOtherWeightsOfThatSizeLie_LeavesThem()
    {
        await using TestZoo zoo = new TestZoo().Add();
        string weights = Path.Combine((await zoo.DownloadAsync()).Folder, "weights.onnx");
        byte[] own = TestZoo.Bytes(zoo.Weights.Length, 5);
        File.WriteAllBytes(weights, own);
        File.SetLastWriteTimeUtc(weights, DateTime.UtcNow.AddYears(-1));

        StringAssert.Contains(
            (await Assert.ThrowsExactlyAsync<IOException>(() => zoo.DownloadAsync())).Message,
            "weights.onnx changed since the download;");
        CollectionAssert.AreEqual(own, File.ReadAllBytes(weights));
    }

    [TestMethod]
    public async Task DownloadAsync_WhereACopyOfItLies_IsThereAlready()
    {
        await using TestZoo zoo = new TestZoo().Add();
        string weights = Path.Combine((await zoo.DownloadAsync()).Folder, "weights.onnx");
        DateTime time = DateTime.UtcNow.Date.AddYears(-1);
        File.SetLastWriteTimeUtc(weights, time);
        await zoo.DownloadAsync();

        Assert.AreEqual(time, File.GetLastWriteTimeUtc(weights));
    }

    /// <summary>It is no user's place: what is damaged there is mended.</summary>
    [TestMethod]
    public async Task DownloadAsync_WhereAFileOfTheCacheChanged_IsAsItCame()
    {
        await using TestZoo zoo = new TestZoo().Add();
        using ZooClient client = zoo.Open();
        string weights = Path.Combine((await client.DownloadAsync(TestZoo.Id)).Folder, "weights.onnx");
        File.WriteAllBytes(weights, zoo.Weights[..100]);
        await client.DownloadAsync(TestZoo.Id);

        CollectionAssert.AreEqual(zoo.Weights, File.ReadAllBytes(weights));
    }

    [TestMethod]
    public async Task DownloadAsync_WhereARecordKnowsSizesAlone_GoesByThem()
    {
        await using TestZoo zoo = new TestZoo().Add();
        string folder = (await zoo.DownloadAsync()).Folder;
        string path = Path.Combine(folder, PackageRecord.FileName);
        JsonObject record = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        Assert.IsTrue(record.Remove("states"));
        File.WriteAllText(path, record.ToJsonString());
        string weights = Path.Combine(folder, "weights.onnx");
        DateTime time = DateTime.UtcNow.Date.AddYears(-1);
        File.SetLastWriteTimeUtc(weights, time);
        await zoo.DownloadAsync();

        Assert.AreEqual(time, File.GetLastWriteTimeUtc(weights));
        File.WriteAllText(weights, "mine");
        await Assert.ThrowsExactlyAsync<IOException>(() => zoo.DownloadAsync());
        Assert.AreEqual("mine", File.ReadAllText(weights));
    }

    /// <summary>Of any package what has a lock that nobody holds, of this one also what has none.</summary>
    [TestMethod]
    public async Task DownloadAsync_WhereKilledDownloadsLeftBeginnings_RemovesThem()
    {
        await using TestZoo zoo = new TestZoo().Add();
        string[] names = [$".{TestZoo.Id}.part-abc", ".other.part-abc", ".third.part-abc", ".film.part-2", ".new.part-abc"];
        string[] folders = [.. names.Select(name => Path.Combine(zoo.Out, name))];
        foreach (string folder in folders)
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, "weights.onnx"), "begun");
        }

        File.WriteAllText(PackageAssembly.LockOf(folders[1]), "");
        File.WriteAllText(PackageAssembly.LockOf(folders[4]), "");
        using (FileLock.TryTake(PackageAssembly.LockOf(folders[2])))
        {
            foreach (string old in folders[1..3])
            {
                File.SetLastWriteTimeUtc(PackageAssembly.LockOf(old), DateTime.UtcNow.AddDays(-2));
            }

            await zoo.DownloadAsync();
        }

        CollectionAssert.AreEquivalent(
            (string[])[TestZoo.Id, names[2], $"{names[2]}.lock", names[3], names[4], $"{names[4]}.lock"],
            Directory.GetFileSystemEntries(zoo.Out).Select(e => Path.GetFileName(e)).ToArray());
    }

    [TestMethod]
    [DataRow("small-model/v0", "small-model")]
    [DataRow("https://example.org/v1.0/model.zip", "model")]
    public async Task GetFolderNameAsync_Reference_IsTheNameOfItsFolder(string reference, string name)
    {
        await using TestZoo zoo = new TestZoo().Add();
        using ZooClient client = zoo.Open();

        Assert.AreEqual(name, await client.GetFolderNameAsync(reference));
    }

    private sealed class Edits(string path) : IProgress<ZooProgress>
    {
        public void Report(ZooProgress value) => File.WriteAllText(path, "mine");
    }
}
