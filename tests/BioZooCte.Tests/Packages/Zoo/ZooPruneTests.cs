using BioZooCte.Packages;
using BioZooCte.Packages.Zoo;

namespace BioZooCte.Tests.Packages.Zoo;

/// <summary>What goes from the cache, and what somebody is at and stays.</summary>
[TestClass]
public sealed class ZooPruneTests
{
    [TestMethod]
    public async Task Prune_OlderThan_GoesByTheLastUse()
    {
        await using TestZoo zoo = new TestZoo().Add().Add("other-model", "v3");
        string small = await GetAsync(zoo, TestZoo.Id);
        string other = await GetAsync(zoo, "other-model");
        Age(zoo);
        await GetAsync(zoo, TestZoo.Id);
        using ZooClient client = zoo.Open();
        DateTimeOffset time = DateTimeOffset.UtcNow.AddDays(-30);
        long before = BytesOf(zoo);
        long expected = new DirectoryInfo(other).EnumerateFiles().Sum(file => file.Length);

        ZooPruneReport planned = client.Prune(time, isDryRun: true);
        long afterPlan = BytesOf(zoo);
        ZooPruneReport report = client.Prune(time);

        Assert.AreEqual(before, afterPlan);
        Assert.AreEqual(planned, report);
        Assert.AreEqual((1, 0, false), (report.Packages, report.Spared, report.IsFetching));
        Assert.AreEqual(before - BytesOf(zoo), report.BytesFreed);
        Assert.IsGreaterThan(expected, report.BytesFreed);
        Assert.IsFalse(Directory.Exists(other));
        Assert.IsTrue(File.Exists(Path.Combine(small, "weights.onnx")));
        Assert.AreEqual(new ZooPruneReport(0, 0, 0, 0, false), client.Prune(time));
        await GetAsync(zoo, "other-model");
        Assert.IsTrue(File.Exists(Path.Combine(other, "weights.onnx")));
    }

    [TestMethod]
    public async Task Prune_PackageThatAClientWasGiven_StaysUntilItIsDisposed()
    {
        await using TestZoo zoo = new TestZoo().Add();
        using ZooClient pruning = zoo.Open();
        ZooPackage package;
        using (ZooClient client = zoo.Open())
        {
            package = await client.DownloadAsync(TestZoo.Id);
            ZooPruneReport report = pruning.Prune(DateTimeOffset.MaxValue);

            Assert.AreEqual((0, 1), (report.Packages, report.Spared));
            Assert.IsTrue(File.Exists(Path.Combine(package.Folder, "weights.onnx")));
        }

        Assert.AreEqual(1, pruning.Prune(DateTimeOffset.MaxValue).Packages);
        Assert.IsFalse(Directory.Exists(Path.GetDirectoryName(package.Folder)));
        Assert.IsEmpty(pruning.FindDownloaded());
    }

    [TestMethod]
    [DataRow("", "")]
    [DataRow("", "rdf.yaml")]
    [DataRow("cache", "")]
    [DataRow("package", "rdf.yaml")]
    public async Task Prune_PackageThatIsOpenByItsPath_StaysUntilItIsClosed(string link, string file)
    {
        await using TestZoo zoo = new TestZoo().Add();
        string folder = await GetAsync(zoo, TestZoo.Id);
        string linked = link == "cache" ? zoo.Cache : folder;
        Directory.CreateSymbolicLink($"{zoo.Cache}-link", linked);
        string path = link.Length == 0 ? folder : $"{zoo.Cache}-link{folder[linked.Length..]}";
        using ZooClient client = zoo.Open();
        using (await ModelPackageReader.OpenAsync(Path.Combine(path, file)))
        {
            ZooPruneReport report = client.Prune(DateTimeOffset.MaxValue);

            Assert.AreEqual((0, 1), (report.Packages, report.Spared));
            Assert.IsTrue(File.Exists(Path.Combine(folder, "weights.onnx")));
        }

        Assert.AreEqual(1, client.Prune(DateTimeOffset.MaxValue).Packages);
    }

    [TestMethod]
    public async Task Prune_OlderThan_LeavesAPackageThatWasOpenedByItsPath()
    {
        await using TestZoo zoo = new TestZoo().Add();
        string folder = await GetAsync(zoo, TestZoo.Id);
        Age(zoo);
        (await ModelPackageReader.OpenAsync(folder)).Dispose();
        using ZooClient client = zoo.Open();

        Assert.AreEqual(0, client.Prune(DateTimeOffset.UtcNow.AddDays(-30)).Packages);
        Assert.IsTrue(File.Exists(Path.Combine(folder, "weights.onnx")));
    }

    /// <summary>What cannot be read holds nothing back.</summary>
    [TestMethod]
    public async Task Prune_PackageThatCouldNotBeOpened_Goes()
    {
        await using TestZoo zoo = new TestZoo().Add();
        string folder = await GetAsync(zoo, TestZoo.Id);
        File.WriteAllText(Path.Combine(folder, "rdf.yaml"), "type: model");
        await Assert.ThrowsExactlyAsync<InvalidModelPackageException>(() => ModelPackageReader.OpenAsync(folder));
        using ZooClient client = zoo.Open();

        Assert.AreEqual(1, client.Prune(DateTimeOffset.MaxValue).Packages);
    }

    /// <summary>The file on its way stays with what was fetched before it, and the download comes to its end.</summary>
    [TestMethod]
    public async Task Prune_WhileAnotherDownloads_LeavesWhatIsFetched()
    {
        await using TestZoo zoo = new TestZoo().Add();
        zoo.Server.Misbehave("*/weights.onnx=slow:100000");
        using ZooClient pruning = zoo.Open();
        Arrived arrived = new();
        using ZooClient client = zoo.Open();
        Task<ZooPackage> download = client.DownloadAsync(TestZoo.Id, progress: arrived);
        await arrived.Some.WaitAsync(TimeSpan.FromSeconds(30));

        ZooPruneReport report = pruning.Prune(DateTimeOffset.MaxValue);

        Assert.IsFalse(pruning.Prune(usedBefore: null).IsFetching, "nothing but what ended is looked at");
        Assert.IsFalse(download.IsCompleted, "it was too fast to say anything");
        Assert.AreEqual(new ZooPruneReport(0, 0, 0, 0, IsFetching: true), report);
        Assert.IsTrue(File.Exists(Path.Combine((await download).Folder, "weights.onnx")));
        Assert.AreEqual(1, zoo.Server.CountOf(TestZoo.WeightsPath));
    }

    /// <summary>By whatever path another program reaches the cache.</summary>
    [TestMethod]
    public async Task Prune_CacheByAnotherPath_LeavesWhatAClientWasGiven()
    {
        await using TestZoo zoo = new TestZoo().Add();
        using ZooClient client = zoo.Open();
        string folder = (await client.DownloadAsync(TestZoo.Id)).Folder;
        string link = $"{zoo.Cache}-link";
        Directory.CreateSymbolicLink(link, zoo.Cache);
        using ZooClient pruning = zoo.Open(options => options with { CacheFolder = link });

        ZooPruneReport report = pruning.Prune(DateTimeOffset.MaxValue);

        Assert.AreEqual((0, 1), (report.Packages, report.Spared));
        Assert.IsTrue(File.Exists(Path.Combine(folder, "weights.onnx")));
    }

    /// <summary>What its program needs to end the swap, or to go back.</summary>
    [TestMethod]
    public async Task Prune_PackageThatIsBeingReplaced_StaysUntilItIs()
    {
        await using TestZoo zoo = new TestZoo().Add();
        string folder = await GetAsync(zoo, TestZoo.Id);
        string old = Path.Combine(Path.GetDirectoryName(folder)!, $".{TestZoo.Id}.old-abc");
        Directory.Move(folder, old);
        using ZooClient client = zoo.Open();
        using (FileLock.TryTake(new CachePlaces(client.Folder).WriteLock(folder)))
        {
            ZooPruneReport report = client.Prune(DateTimeOffset.MaxValue);

            Assert.AreEqual((0, 1), (report.Packages, report.Spared));
            Assert.IsTrue(File.Exists(Path.Combine(old, "weights.onnx")));
        }

        Assert.AreEqual(1, client.Prune(DateTimeOffset.MaxValue).Packages);
        Assert.IsFalse(Directory.Exists(old));
    }

    [TestMethod]
    public async Task Prune_OlderThan_LeavesFilesThatWereUsedAgain()
    {
        await using TestZoo zoo = new TestZoo().Add();
        await zoo.DownloadAsync();
        Age(zoo);
        Directory.Delete(zoo.Out, recursive: true);
        await zoo.DownloadAsync();
        using ZooClient client = zoo.Open();
        client.Prune(DateTimeOffset.UtcNow.AddDays(-30));
        Directory.Delete(zoo.Out, recursive: true);
        await zoo.DownloadAsync();

        Assert.AreEqual(1, zoo.Server.CountOf(TestZoo.WeightsPath));
    }

    /// <summary>Without a network it is how packages are found.</summary>
    [TestMethod]
    public async Task Prune_KeptIndex_GoesOnlyWithEverything()
    {
        await using TestZoo zoo = new TestZoo().Add();
        using ZooClient client = zoo.Open();
        await client.GetIndexAsync();
        Age(zoo);
        string folder = new CachePlaces(client.Folder).Indexes;

        Assert.AreNotEqual(0, client.Prune(DateTimeOffset.UtcNow.AddDays(-30)).Files);
        Assert.HasCount(1, Directory.GetFiles(folder));
        client.Prune(DateTimeOffset.MaxValue);
        Assert.IsEmpty(Directory.GetFiles(folder));
    }

    [TestMethod]
    public async Task Prune_NothingAsked_RemovesWhatProgramsThatEndedLeft()
    {
        await using TestZoo zoo = new TestZoo().Add();
        string folder = await GetAsync(zoo, TestZoo.Id);
        string left = PackageAssembly.NewBeginning(folder);
        Directory.CreateDirectory(left);
        File.WriteAllText(Path.Combine(left, "weights.onnx"), "begun");
        File.WriteAllText(PackageAssembly.LockOf(left), "");
        using ZooClient client = zoo.Open();

        ZooPruneReport report = client.Prune(usedBefore: null);

        Assert.AreEqual(new ZooPruneReport(0, 1, 5, 0, false), report);
        CollectionAssert.AreEqual((string[])[folder], Directory.GetFileSystemEntries(Path.GetDirectoryName(folder)!));
        Assert.HasCount(1, client.FindDownloaded());
    }

    /// <summary>Those that nobody continued for long; while somebody fetches anything, all stay.</summary>
    [TestMethod]
    [DataRow(null)]
    [DataRow(30)]
    public async Task Prune_PartsThatNobodyContinues_Go(int? days)
    {
        await using TestZoo zoo = new TestZoo().Add();
        await zoo.BreakOffAsync(40_000);
        using ZooClient client = zoo.Open();
        DateTimeOffset? time = days is null ? null : DateTimeOffset.UtcNow.AddDays(-days.Value);
        string part = Path.Combine(new CachePlaces(client.Folder).Parts, TestZoo.HashOf(zoo.Weights));
        long bytes = Directory.GetFiles(Path.GetDirectoryName(part)!, "*.part*").Sum(file => new FileInfo(file).Length);
        Assert.AreEqual(0, client.Prune(time).Files, "they have just arrived");
        string known = Path.Combine(Path.GetDirectoryName(part)!, "of-a-url.known");
        File.WriteAllText(known, "{}");
        File.SetLastWriteTimeUtc(known, DateTime.UtcNow.AddDays(-2));
        foreach (string file in Directory.GetFiles(Path.GetDirectoryName(part)!, "*.part*"))
        {
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddDays(-(days ?? 1)).AddMinutes(-1));
        }

        using (FileLock.TryTake(new CachePlaces(client.Folder).FetchLock))
        {
            Assert.AreEqual(new ZooPruneReport(0, 0, 0, 0, IsFetching: days is not null), client.Prune(time));
            Assert.IsTrue(File.Exists($"{part}.part"));
        }

        ZooPruneReport planned = client.Prune(time, isDryRun: true);

        Assert.IsGreaterThanOrEqualTo(40_000, bytes);
        Assert.AreEqual(new ZooPruneReport(0, 2, bytes, 0, false), planned);
        Assert.AreEqual(planned, client.Prune(time));
        Assert.IsFalse(File.Exists($"{part}.part") || File.Exists($"{part}.part.state"));
        Assert.IsTrue(File.Exists(known), "what a URL gave is not of a download that broke off");
        await zoo.DownloadAsync();
        CollectionAssert.AreEqual((long[])[0, 0], zoo.WeightsRanges());
    }

    [TestMethod]
    public async Task Prune_PackageWithFilesOfTheUser_Stays()
    {
        await using TestZoo zoo = new TestZoo().Add();
        string own = Path.Combine(await GetAsync(zoo, TestZoo.Id), "mine.txt");
        File.WriteAllText(own, "mine");
        using ZooClient client = zoo.Open();

        Assert.AreEqual(1, client.Prune(DateTimeOffset.MaxValue).Spared);
        Assert.AreEqual("mine", File.ReadAllText(own));
    }

    [TestMethod]
    public async Task Prune_NoCache_IsNothing()
    {
        await using TestZoo zoo = new();
        using ZooClient client = zoo.Open();

        Assert.AreEqual(new ZooPruneReport(0, 0, 0, 0, false), client.Prune(DateTimeOffset.MaxValue));
    }

    /// <summary>The folder of a package in the cache, which a client that is gone was given.</summary>
    private static async Task<string> GetAsync(TestZoo zoo, string id)
    {
        using ZooClient client = zoo.Open();
        return (await client.DownloadAsync(id)).Folder;
    }

    /// <summary>All that is there was used last 40 days ago.</summary>
    private static void Age(TestZoo zoo)
    {
        foreach (string file in Directory.EnumerateFiles(zoo.Cache, "*", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddDays(-40));
        }
    }

    private static long BytesOf(TestZoo zoo) => new DirectoryInfo(zoo.Cache)
        .EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

    private sealed class Arrived : IProgress<ZooProgress>
    {
        private readonly TaskCompletionSource _some = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Some => _some.Task;

        public void Report(ZooProgress value)
        {
            if (value.Bytes > 0)
            {
                _some.TrySetResult();
            }
        }
    }
}
