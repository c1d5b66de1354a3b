using System.Text;

using BioZooCte.Packages;
using BioZooCte.Packages.Zoo;
using BioZooCte.Tests.Packages.Rdf;
using BioZooCte.ZooServer;

namespace BioZooCte.Tests.Packages.Zoo;

/// <summary>What a download brings.</summary>
[TestClass]
public sealed class ZooDownloadTests
{
    [TestMethod]
    public async Task DownloadAsync_Model_IsWhatItTakesToRunIt()
    {
        await using TestZoo zoo = new TestZoo().Add();
        ZooPackage package = await zoo.DownloadAsync();

        Assert.AreEqual(Path.Combine(zoo.Out, TestZoo.Id), package.Folder);
        Assert.AreEqual("v0", package.Version);
        CollectionAssert.AreEqual((string[])["rdf.yaml", "weights.onnx"], zoo.FilesOf());
        using ModelPackage opened = await ModelPackageReader.OpenAsync(package.Folder);
        Assert.AreEqual(TestZoo.Id, opened.Id);
        CollectionAssert.AreEqual(
            zoo.Weights, File.ReadAllBytes(opened.ResolveFile(opened.Description.Weights[0].Source)));
        CollectionAssert.AreEqual(
            (string[])
            [
                "/index.json",
                "/bioimage-io/artifacts/small-model/files/rdf.yaml?version=v0",
                "/bioimage-io/artifacts/small-model/files/weights.onnx?version=v0",
            ],
            zoo.Server.Requests.Select(request => request.Target).ToArray());
        Assert.IsTrue(zoo.Server.Requests.All(request => request["User-Agent"] == "BioZooCte"));
    }

    [TestMethod]
    public async Task DownloadAsync_MoreOfAModel_ReplacesItAndFetchesTheRest()
    {
        await using TestZoo zoo = new TestZoo().Add();
        await zoo.DownloadAsync();
        ZooPackage package = await zoo.DownloadAsync(contents: ZooContents.WithTests);

        Assert.AreEqual(ZooContents.WithTests, package.Contents);
        CollectionAssert.AreEqual((string[])["rdf.yaml", "test_input.npy", "weights.onnx"], zoo.FilesOf());
        Assert.AreEqual(1, zoo.Server.CountOf(TestZoo.WeightsPath));
        Assert.AreEqual(ZooContents.WithTests, (await zoo.DownloadAsync()).Contents);
        CollectionAssert.AreEqual(
            (string[])[TestZoo.Id], Directory.GetFileSystemEntries(zoo.Out).Select(e => Path.GetFileName(e)).ToArray());
    }

    /// <summary>A program was killed when the new package stood in its place, or when none did.</summary>
    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task DownloadAsync_AfterAKillWithinASwap_BringsBackWhatWasThere(bool isReplaced)
    {
        await using TestZoo zoo = new TestZoo().Add();
        string folder = (await zoo.DownloadAsync(contents: ZooContents.WithTests)).Folder;
        string old = Path.Combine(zoo.Out, $".{TestZoo.Id}.old-abc");
        if (isReplaced)
        {
            Directory.CreateDirectory(old);
        }
        else
        {
            Directory.Move(folder, old);
        }

        await File.WriteAllTextAsync(Path.Combine(old, "notes.txt"), "mine");

        Assert.AreEqual(ZooContents.WithTests, (await zoo.DownloadAsync()).Contents);
        CollectionAssert.AreEqual((string[])["notes.txt", "rdf.yaml", "test_input.npy", "weights.onnx"], zoo.FilesOf());
        Assert.IsFalse(Directory.Exists(old));
    }

    [TestMethod]
    public async Task DownloadAsync_AllOfAPackage_FetchesEveryFileThatItNames()
    {
        const string More = """

              pytorch_state_dict: {source: sub/weights.pt, pytorch_version: 2.1, architecture: {source: net.py, callable: Net}}
            documentation: README.md
            covers: [cover.png, 'https://example.org/cover.png']
            config: {source: nothing.txt}
            """;
        await using TestZoo zoo = new();
        string rdf = TestZoo.RdfOf(zoo.Weights) + More;
        string[] names = ["README.md", "cover.png", "net.py", "sub/weights.pt", "test_input.npy", "weights.onnx"];
        Dictionary<string, byte[]> files = names.ToDictionary(name => name, name => Encoding.UTF8.GetBytes(name));
        files["weights.onnx"] = zoo.Weights;
        files["rdf.yaml"] = Encoding.UTF8.GetBytes(rdf);
        zoo.Zoo.Add(TestZoo.Id, "v0", files);
        await zoo.DownloadAsync(contents: ZooContents.All);

        CollectionAssert.AreEqual(names.Append("rdf.yaml").Order(StringComparer.Ordinal).ToArray(), zoo.FilesOf());
        foreach ((string name, byte[] content) in files)
        {
            CollectionAssert.AreEqual(content, File.ReadAllBytes(Path.Combine(zoo.Out, TestZoo.Id, name)));
        }
    }

    [TestMethod]
    public async Task DownloadAsync_NoOnnxWeights_SaysWhatThereIs()
    {
        await using TestZoo zoo = new();
        zoo.Add(rdf: RdfExamples.Replace(
            RdfExamples.Format05, "onnx: {source: weights.onnx, opset_version: 16}",
            "torchscript: {source: weights.pt, pytorch_version: 2.1}"));

        StringAssert.Contains(
            await zoo.RefuseAsync(),
            "weights is no ONNX weights, only torchscript (weights.pt); expected onnx, which is what can be run here");
        Assert.AreEqual(ZooContents.Description, (await zoo.DownloadAsync(contents: ZooContents.Description)).Contents);
    }

    [TestMethod]
    public async Task DownloadAsync_UrlInAPackage_IsFetchedAndThePackageNeedsNoNetwork()
    {
        await using TestZoo zoo = new();
        string url = $"{zoo.Server.Url}/elsewhere/net.onnx?download=1";
        zoo.Server.Files["/elsewhere/net.onnx"] = new ServedFile(zoo.Weights);
        zoo.Add(rdf: TestZoo.RdfOf(zoo.Weights).Replace("weights.onnx", $"\"{url}\"", StringComparison.Ordinal));
        ZooPackage package = await zoo.DownloadAsync();

        CollectionAssert.AreEqual((string[])["net.onnx", "rdf.yaml"], zoo.FilesOf());
        using ModelPackage opened = await ModelPackageReader.OpenAsync(package.Folder);
        CollectionAssert.AreEqual(
            zoo.Weights, File.ReadAllBytes(opened.ResolveFile(opened.Description.Weights[0].Source)));
    }

    [TestMethod]
    public async Task DownloadAsync_UrlAndPathOfOneName_AreTwoFiles()
    {
        await using TestZoo zoo = new();
        byte[] tensor = TestZoo.Bytes(500, 3);
        zoo.Server.Files["/elsewhere/test_input.npy"] = new ServedFile(zoo.Weights);
        zoo.Zoo.Add(TestZoo.Id, "v0", new Dictionary<string, byte[]>
        {
            ["rdf.yaml"] = Encoding.UTF8.GetBytes(TestZoo.RdfOf(zoo.Weights).Replace(
                "weights.onnx", $"'{zoo.Server.Url}/elsewhere/test_input.npy'", StringComparison.Ordinal)),
            ["test_input.npy"] = tensor,
        });
        ZooPackage package = await zoo.DownloadAsync(contents: ZooContents.WithTests);

        CollectionAssert.AreEqual((string[])["rdf.yaml", "test_input.npy", "test_input_2.npy"], zoo.FilesOf());
        using ModelPackage opened = await ModelPackageReader.OpenAsync(package.Folder);
        CollectionAssert.AreEqual(
            zoo.Weights, File.ReadAllBytes(opened.ResolveFile(opened.Description.Weights[0].Source)));
        CollectionAssert.AreEqual(
            tensor, File.ReadAllBytes(opened.ResolveFile(opened.Description.Inputs[0].TestTensor!)));
    }

    [TestMethod]
    public async Task DownloadAsync_PathWrittenInTwoWays_IsOneFile()
    {
        await using TestZoo zoo = new();
        zoo.Add(rdf: TestZoo.RdfOf(zoo.Weights) + "\nattachments: [./weights.onnx, ./test_input.npy]\n");
        await zoo.DownloadAsync(contents: ZooContents.All);

        CollectionAssert.AreEqual((string[])["rdf.yaml", "test_input.npy", "weights.onnx"], zoo.FilesOf());
        Assert.AreEqual(1, zoo.Server.CountOf(TestZoo.WeightsPath));
    }

    [TestMethod]
    [DataRow("../outside.onnx", "leaves the package")]
    [DataRow("/etc/outside.onnx", "leaves the package")]
    [DataRow("rdf.yaml", "is another file's")]
    public async Task DownloadAsync_PathThatIsNotItsOwn_IsRefused(string path, string message)
    {
        await using TestZoo zoo = new();
        zoo.Add(rdf: TestZoo.RdfOf(null).Replace("weights.onnx", path, StringComparison.Ordinal));

        StringAssert.Contains(await zoo.RefuseAsync(), message);
    }

    [TestMethod]
    public async Task DownloadAsync_UrlOfAZip_IsUnpacked()
    {
        await using TestZoo zoo = new();
        zoo.Server.Files["/whale.zip"] = new ServedFile(TestZoo.ZipOf(zoo.Weights));
        ZooPackage package = await zoo.DownloadAsync($"{zoo.Server.Url}/whale.zip");

        Assert.AreEqual("whale", Path.GetFileName(package.Folder));
        CollectionAssert.AreEqual((string[])["rdf.yaml", "weights.onnx"], zoo.FilesOf("whale"));
    }

    /// <summary>No hash is known of it: the server is asked whether it is still the same.</summary>
    [TestMethod]
    [DataRow(null, "If-None-Match", true)]
    [DataRow("*=weak-etag", "If-None-Match", true)]
    [DataRow("*=no-etag", "If-Modified-Since", true)]
    [DataRow("*=no-conditions", "If-None-Match", false)]
    public async Task DownloadAsync_UrlOfAZipAgain_IsFetchedWhereItHasChanged(
        string? rule, string condition, bool isHeard)
    {
        await using TestZoo zoo = new();
        if (rule is not null)
        {
            zoo.Server.Misbehave(rule);
        }

        string url = $"{zoo.Server.Url}/whale.zip";
        DateTimeOffset modified = DateTimeOffset.UtcNow.AddHours(-1);
        byte[] first = TestZoo.ZipOf(zoo.Weights);
        zoo.Server.Files["/whale.zip"] = new ServedFile(first, modified);
        await zoo.DownloadAsync(url);
        Directory.Delete(zoo.Out, recursive: true);
        if (isHeard)
        {
            // Were it sent, the rest of it would be asked for.
            zoo.Server.Misbehave("*=cut:1000x1");
        }

        await zoo.DownloadAsync(url);
        CollectionAssert.AreEqual(zoo.Weights, File.ReadAllBytes(Path.Combine(zoo.Out, "whale", "weights.onnx")));
        byte[] changed = TestZoo.Bytes(zoo.Weights.Length, 8);
        byte[] second = TestZoo.ZipOf(changed);
        zoo.Server.Files["/whale.zip"] = new ServedFile(second, modified.AddSeconds(1));
        await zoo.DownloadAsync(url);

        Assert.HasCount(first.Length, second);
        CollectionAssert.AreEqual(changed, File.ReadAllBytes(Path.Combine(zoo.Out, "whale", "weights.onnx")));
        Assert.IsTrue(zoo.Server.Requests.All(one => one.RangeStart is null));
        CollectionAssert.AreEqual(
            (bool[])[false, true, true], zoo.Server.Requests.Select(one => one[condition] is not null).ToArray());
    }

    [TestMethod]
    public async Task DownloadAsync_FolderOfSomethingElse_IsLeftAsItIs()
    {
        await using TestZoo zoo = new TestZoo().Add();
        string own = Path.Combine(zoo.Out, TestZoo.Id, "mine.txt");
        Directory.CreateDirectory(Path.GetDirectoryName(own)!);
        File.WriteAllText(own, "mine");

        StringAssert.Contains(
            (await Assert.ThrowsExactlyAsync<IOException>(() => zoo.DownloadAsync())).Message,
            "is there and was not downloaded from the Zoo");
        CollectionAssert.AreEqual((string[])["mine.txt"], zoo.FilesOf());
    }

    [TestMethod]
    public async Task DownloadAsync_FilesOfTheUserInItsFolder_Stay()
    {
        await using TestZoo zoo = new TestZoo().Add();
        string folder = (await zoo.DownloadAsync(contents: ZooContents.WithTests)).Folder;
        Directory.CreateDirectory(Path.Combine(folder, "notes"));
        File.WriteAllText(Path.Combine(folder, "notes", "mine.txt"), "mine");
        File.WriteAllText(Path.Combine(folder, "mine.txt"), "mine too");
        DirectoryInfo elsewhere = Directory.CreateDirectory(Path.Combine(zoo.Cache, "elsewhere"));
        File.WriteAllText(Path.Combine(elsewhere.FullName, "far.txt"), "far");
        Directory.CreateSymbolicLink(Path.Combine(folder, "link"), elsewhere.FullName);
        zoo.Add(version: "v1", rdf: RdfExamples.Replace(
            TestZoo.RdfOf(zoo.Weights), "  test_tensor: {source: test_input.npy}\n", ""));
        ZooPackage package = await zoo.DownloadAsync();

        Assert.AreEqual("v1", package.Version);
        CollectionAssert.AreEqual(
            (string[])["link/far.txt", "mine.txt", "notes/mine.txt", "rdf.yaml", "weights.onnx"], zoo.FilesOf());
        Assert.AreEqual("mine", File.ReadAllText(Path.Combine(folder, "notes", "mine.txt")));
        Assert.AreEqual("mine too", File.ReadAllText(Path.Combine(folder, "mine.txt")));
        Assert.IsNotNull(new DirectoryInfo(Path.Combine(folder, "link")).LinkTarget);
        Assert.AreEqual("far", File.ReadAllText(Path.Combine(elsewhere.FullName, "far.txt")));
        Assert.HasCount(1, Directory.GetFileSystemEntries(zoo.Out));
    }

    [TestMethod]
    public async Task DownloadAsync_FileOfTheUserWhereOneOfThePackageBelongs_IsRefused()
    {
        await using TestZoo zoo = new TestZoo().Add();
        string own = Path.Combine((await zoo.DownloadAsync()).Folder, "test_input.npy");
        File.WriteAllText(own, "mine");

        StringAssert.EndsWith(
            (await Assert.ThrowsExactlyAsync<IOException>(() => zoo.DownloadAsync(contents: ZooContents.WithTests))).Message,
            $"{TestZoo.Id}: test_input.npy is there and was not downloaded with the package; expected nothing where a file of"
            + " it belongs.");
        Assert.AreEqual("mine", File.ReadAllText(own));
        CollectionAssert.AreEqual((string[])["rdf.yaml", "test_input.npy", "weights.onnx"], zoo.FilesOf());
        Assert.HasCount(1, Directory.GetFileSystemEntries(zoo.Out));
    }

    [TestMethod]
    public async Task FindDownloaded_Folder_IsWhatIsThere()
    {
        await using TestZoo zoo = new TestZoo().Add().Add("other-model", "v3");
        ZooPackage small = await zoo.DownloadAsync();
        ZooPackage other = await zoo.DownloadAsync("other-model");
        Directory.CreateDirectory(Path.Combine(zoo.Out, "own"));
        File.WriteAllText(Path.Combine(zoo.Out, "own", "rdf.yaml"), "mine");
        using ZooClient client = zoo.Open();

        Assert.IsEmpty(client.FindDownloaded());
        CollectionAssert.AreEqual((ZooPackage[])[other, small], client.FindDownloaded(zoo.Out).ToArray());
        CollectionAssert.AreEqual((ZooPackage[])[small], client.FindDownloaded(small.Folder).ToArray());
    }

    [TestMethod]
    public async Task DownloadAsync_AFileIsGone_IsWholeAgain()
    {
        await using TestZoo zoo = new TestZoo().Add();
        await zoo.DownloadAsync();
        File.Delete(Path.Combine(zoo.Out, TestZoo.Id, "weights.onnx"));
        await zoo.DownloadAsync();

        CollectionAssert.AreEqual((string[])["rdf.yaml", "weights.onnx"], zoo.FilesOf());
        Assert.AreEqual(1, zoo.Server.CountOf(TestZoo.WeightsPath));
    }

    [TestMethod]
    public async Task DownloadAsync_DamagedCache_IsFetchedAgain()
    {
        await using TestZoo zoo = new TestZoo().Add();
        await zoo.DownloadAsync();
        string hash = TestZoo.HashOf(zoo.Weights);
        File.WriteAllText(Path.Combine(zoo.Cache, "biozoocte", "content", hash[..2], hash), "damaged");
        Directory.Delete(zoo.Out, recursive: true);
        await zoo.DownloadAsync();

        CollectionAssert.AreEqual(
            zoo.Weights, File.ReadAllBytes(Path.Combine(zoo.Out, TestZoo.Id, "weights.onnx")));
        Assert.AreEqual(2, zoo.Server.CountOf(TestZoo.WeightsPath));
    }

    [TestMethod]
    public async Task DownloadAsync_SeveralClientsAtOnce_FetchOnce()
    {
        await using TestZoo zoo = new TestZoo().Add();
        zoo.Server.Misbehave("*/weights.onnx=slow:400000");
        ZooPackage[] packages = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => zoo.DownloadAsync()));

        Assert.AreEqual(1, zoo.Server.CountOf(TestZoo.WeightsPath));
        Assert.HasCount(1, packages.Distinct().ToArray());
        CollectionAssert.AreEqual((string[])["rdf.yaml", "weights.onnx"], zoo.FilesOf());
    }

    [TestMethod]
    public async Task DownloadAsync_NoFolder_IsInTheCacheAndListed()
    {
        await using TestZoo zoo = new TestZoo().Add().Add("other-model", "v3");
        using ZooClient client = zoo.Open();
        Assert.IsEmpty(client.FindDownloaded());
        ZooPackage other = await client.DownloadAsync("other-model");
        ZooPackage small = await client.DownloadAsync(TestZoo.Id);

        Assert.AreEqual("other-model", Path.GetFileName(other.Folder));
        StringAssert.StartsWith(other.Folder, client.Folder);
        CollectionAssert.AreEqual((ZooPackage[])[other, small], client.FindDownloaded().ToArray());
        File.Delete(Path.Combine(other.Folder, "weights.onnx"));
        CollectionAssert.AreEqual((ZooPackage[])[small], client.FindDownloaded().ToArray());
    }

    [TestMethod]
    public async Task DownloadAsync_Progress_EndsWithAllBytes()
    {
        await using TestZoo zoo = new TestZoo().Add();
        Recorded progress = new();
        using ZooClient client = zoo.Open();
        await client.DownloadAsync(TestZoo.Id, zoo.Out, ZooContents.WithTests, progress);

        Assert.AreEqual(new ZooProgress(TestZoo.Id, 2, 2, 101_000, 101_000), progress.Last);
    }

    private sealed class Recorded : IProgress<ZooProgress>
    {
        public ZooProgress Last { get; private set; }

        public void Report(ZooProgress value) => Last = value;
    }
}
