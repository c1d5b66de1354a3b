using System.Diagnostics;

using BioZooCte.ZooServer;

namespace BioZooCte.Tests.Packages.Zoo;

/// <summary>What becomes of a download when the server misbehaves.</summary>
[TestClass]
public sealed class ZooFaultTests
{
    private const string Weights = "*/weights.onnx";

    [TestMethod]
    public async Task DownloadAsync_CutTwice_IsContinuedWhereItBrokeOff()
    {
        await using TestZoo zoo = new TestZoo().Add();
        zoo.Server.Misbehave($"{Weights}=cut:30000x2");
        await zoo.DownloadAsync();

        AssertWhole(zoo);
        CollectionAssert.AreEqual((long[])[0, 30_000, 60_000], zoo.WeightsRanges());
        string etag = new ServedFile(zoo.Weights).Etag;
        Assert.IsTrue(zoo.WeightsRequests()[1..].All(request => request["If-Range"] == etag));
    }

    [TestMethod]
    [DataRow("no-etag", true, new long[] { 0, 30_000, 60_000 })]
    [DataRow("weak-etag", true, new long[] { 0, 30_000, 60_000 })]
    [DataRow("no-ranges", true, new long[] { 0, 30_000, 30_000 })]
    [DataRow("no-ranges", false, new long[] { 0, 30_000, 30_000 })]
    [DataRow("no-etag", false, new long[] { 0, 0, 0 })]
    [DataRow("weak-etag", false, new long[] { 0, 0, 0 })]
    public async Task DownloadAsync_CutByAServerThatHelpsLess_IsWholeAllTheSame(
        string fault, bool hasHash, long[] ranges)
    {
        await using TestZoo zoo = new TestZoo().Add(hasHash: hasHash);
        zoo.Server.Misbehave($"{Weights}={fault}");
        zoo.Server.Misbehave($"{Weights}=cut:30000x2");
        await zoo.DownloadAsync();

        AssertWhole(zoo);
        CollectionAssert.AreEqual(ranges, zoo.WeightsRanges());
        Assert.IsTrue(fault == "no-ranges" || zoo.WeightsRequests().All(request => request["If-Range"] is null));
    }

    [TestMethod]
    [DataRow("no-etag", 3600, true)]
    [DataRow("no-etag", 5, false)]
    [DataRow("weak-etag", 3600, false)]
    public async Task DownloadAsync_CutFileOfADate_IsContinuedWhereThatTellsItsState(
        string fault, int secondsAgo, bool isContinued)
    {
        await using TestZoo zoo = new TestZoo().Add(hasHash: false);
        DateTimeOffset modified = DateTimeOffset.UtcNow.AddSeconds(-secondsAgo);
        zoo.Server.Files[$"{TestZoo.WeightsPath}?version=v0"] = new ServedFile(zoo.Weights, modified);
        zoo.Server.Misbehave($"{Weights}={fault}");
        zoo.Server.Misbehave($"{Weights}=cut:30000x1");
        await zoo.DownloadAsync();

        AssertWhole(zoo);
        CollectionAssert.AreEqual((long[])[0, isContinued ? 30_000 : 0], zoo.WeightsRanges());
        Assert.AreEqual(isContinued ? $"{modified:R}" : null, zoo.WeightsRequests()[1]["If-Range"]);
    }

    [TestMethod]
    public async Task DownloadAsync_FileOfALaterDate_BeginsAnew()
    {
        await using TestZoo zoo = new TestZoo().Add(hasHash: false);
        DateTimeOffset modified = DateTimeOffset.UtcNow.AddHours(-1);
        zoo.Server.Misbehave($"{Weights}=no-etag");
        zoo.Server.Files[$"{TestZoo.WeightsPath}?version=v0"] = new ServedFile(zoo.Weights, modified);
        await zoo.BreakOffAsync(30_000);
        byte[] changed = TestZoo.Bytes(80_000, 9);
        zoo.Server.Files[$"{TestZoo.WeightsPath}?version=v0"] = new ServedFile(changed, modified.AddSeconds(1));
        await zoo.DownloadAsync();

        CollectionAssert.AreEqual(changed, WrittenWeights(zoo));
        CollectionAssert.AreEqual((long[])[0, 30_000], zoo.WeightsRanges());
    }

    [TestMethod]
    public async Task DownloadAsync_AllBytesArrivedBefore_IsWhole()
    {
        await using TestZoo zoo = new TestZoo().Add(hasHash: false);
        zoo.Server.Misbehave($"{Weights}=length:10x1");
        await zoo.DownloadAsync();

        AssertWhole(zoo);
        CollectionAssert.AreEqual((long[])[0, 100_000], zoo.WeightsRanges());
    }

    /// <summary>A server that is asked for the rest of a file that it has another one of, as long, since.</summary>
    [TestMethod]
    [DataRow("no-conditions", false)]
    [DataRow("no-etag", false)]
    [DataRow("weak-etag", false)]
    [DataRow("no-etag", true)]
    public async Task DownloadAsync_AsManyBytesOfAnotherStateArrivedBefore_BeginsAnew(string fault, bool hasHash)
    {
        await using TestZoo zoo = new TestZoo().Add(hasHash: hasHash);
        string path = $"{TestZoo.WeightsPath}?version=v0";
        zoo.Server.Files[path] = new ServedFile(TestZoo.Bytes(100_000, 9));
        await zoo.BreakOffAsync(100_000);
        zoo.Server.Files[path] = new ServedFile(zoo.Weights);
        zoo.Server.Misbehave($"{Weights}=no-conditions");
        zoo.Server.Misbehave($"{Weights}={fault}");
        await zoo.DownloadAsync();

        AssertWhole(zoo);
        CollectionAssert.AreEqual((long[])[0, 100_000, 0], zoo.WeightsRanges());
    }

    [TestMethod]
    [DataRow("status:416x1")]
    [DataRow("shift:10x1")]
    public async Task DownloadAsync_NotTheRestThatWasAskedFor_BeginsAnew(string fault)
    {
        await using TestZoo zoo = new TestZoo().Add(hasHash: false);
        await zoo.BreakOffAsync(40_000);
        zoo.Server.Misbehave($"{Weights}={fault}");
        await zoo.DownloadAsync();

        AssertWhole(zoo);
        CollectionAssert.AreEqual((long[])[0, 40_000, 0], zoo.WeightsRanges());
    }

    [TestMethod]
    public async Task DownloadAsync_ChangedBetweenTwoParts_BeginsAnew()
    {
        await using TestZoo zoo = new TestZoo().Add(hasHash: false);
        await zoo.BreakOffAsync(30_000);

        byte[] changed = TestZoo.Bytes(80_000, 9);
        zoo.Server.Files[$"{TestZoo.WeightsPath}?version=v0"] = new ServedFile(changed);
        await zoo.DownloadAsync();

        CollectionAssert.AreEqual(changed, WrittenWeights(zoo));
        CollectionAssert.AreEqual((long[])[0, 30_000], zoo.WeightsRanges());
    }

    [TestMethod]
    public async Task DownloadAsync_CanceledAndAskedAgain_IsContinuedByAnotherClient()
    {
        await using TestZoo zoo = new TestZoo().Add();
        await zoo.BreakOffAsync(40_000);

        Assert.IsEmpty(Directory.GetFileSystemEntries(zoo.Out));
        await zoo.DownloadAsync();

        AssertWhole(zoo);
        CollectionAssert.AreEqual((long[])[0, 40_000], zoo.WeightsRanges());
    }

    [TestMethod]
    public async Task DownloadAsync_AlwaysCut_SaysHowFarItCame()
    {
        await using TestZoo zoo = new TestZoo().Add(hasHash: false);
        zoo.Server.Misbehave($"{Weights}=no-etag");
        zoo.Server.Misbehave($"{Weights}=cut:30000");

        StringAssert.EndsWith(
            await zoo.RefuseAsync(), "the file broke off after 30000 of 100000 bytes (4 tries); expected the file.");
        Assert.HasCount(4, zoo.WeightsRequests());
    }

    [TestMethod]
    public async Task DownloadAsync_LengthThatIsTooLarge_IsNoticed()
    {
        await using TestZoo zoo = new TestZoo().Add(hasHash: false);
        zoo.Server.Misbehave($"{Weights}=no-etag");
        zoo.Server.Misbehave($"{Weights}=length:10");

        StringAssert.Contains(await zoo.RefuseAsync(), "the file broke off after 100000 of 100010 bytes (4 tries)");
    }

    [TestMethod]
    public async Task DownloadAsync_LengthThatIsTooSmall_IsAnotherHash()
    {
        await using TestZoo zoo = new TestZoo().Add();
        zoo.Server.Misbehave($"{Weights}=length:-10");
        string message = await zoo.RefuseAsync();

        StringAssert.Contains(message, $"the file has the sha256 {TestZoo.HashOf(zoo.Weights[..^10])}");
        StringAssert.Contains(message, $"expected {TestZoo.HashOf(zoo.Weights)}, which is declared.");
    }

    [TestMethod]
    public async Task DownloadAsync_AnotherHash_NamesFileFoundAndExpected()
    {
        await using TestZoo zoo = new TestZoo().Add();
        zoo.Server.Misbehave($"{Weights}=hash");
        byte[] changed = [.. zoo.Weights];
        changed[^1] ^= 1;

        Assert.AreEqual(
            $"{zoo.Server.Url}{TestZoo.WeightsPath}?version=v0: the file has the sha256 {TestZoo.HashOf(changed)};"
            + $" expected {TestZoo.HashOf(zoo.Weights)}, which is declared.",
            await zoo.RefuseAsync());
        Assert.IsFalse(Directory.EnumerateFiles(
            Path.Combine(zoo.Cache, "biozoocte", "parts"), "*.part").Any());
    }

    [TestMethod]
    public async Task DownloadAsync_RdfOfAnotherHash_IsRefused()
    {
        await using TestZoo zoo = new TestZoo().Add();
        zoo.Server.Misbehave("*/rdf.yaml=hash");

        StringAssert.Contains(await zoo.RefuseAsync(), "rdf.yaml?version=v0: the file has the sha256 ");
    }

    [TestMethod]
    public async Task DownloadAsync_WrongRestOfAFile_BeginsAnewOnce()
    {
        await using TestZoo zoo = new TestZoo().Add();
        await zoo.BreakOffAsync(40_000);

        zoo.Server.Misbehave($"{Weights}=hashx1");
        await zoo.DownloadAsync();

        AssertWhole(zoo);
        CollectionAssert.AreEqual((long[])[0, 40_000, 0], zoo.WeightsRanges());
    }

    [TestMethod]
    [DataRow("status:429,1x1")]
    [DataRow("status:503,1x1")]
    public async Task DownloadAsync_AskedToWait_Waits(string fault)
    {
        await using TestZoo zoo = new TestZoo().Add();
        zoo.Server.Misbehave($"{Weights}={fault}");
        long start = Stopwatch.GetTimestamp();
        await zoo.DownloadAsync();

        AssertWhole(zoo);
        Assert.IsGreaterThanOrEqualTo(0.95, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    [TestMethod]
    public async Task DownloadAsync_AskedToWaitLong_SaysSo()
    {
        await using TestZoo zoo = new TestZoo().Add();
        zoo.Server.Misbehave($"{Weights}=status:429,3600");

        StringAssert.EndsWith(
            await zoo.RefuseAsync(), "the server answered 429 Not Now and asks to wait 3600 seconds; expected the file.");
    }

    [TestMethod]
    public async Task DownloadAsync_ServerErrors_AreTriedAgainAFewTimes()
    {
        await using TestZoo zoo = new TestZoo().Add();
        zoo.Server.Misbehave($"{Weights}=status:502x3");
        await zoo.DownloadAsync();
        AssertWhole(zoo);

        await using TestZoo broken = new TestZoo().Add();
        broken.Server.Misbehave($"{Weights}=status:500");
        StringAssert.EndsWith(
            await broken.RefuseAsync(), "the server answered 500 Not Now (4 tries); expected the file.");
    }

    [TestMethod]
    [DataRow(404)]
    [DataRow(403)]
    public async Task DownloadAsync_Refused_IsNotAskedAgain(int status)
    {
        await using TestZoo zoo = new TestZoo().Add();
        zoo.Server.Misbehave($"{Weights}=status:{status}");

        StringAssert.EndsWith(await zoo.RefuseAsync(), $"the server answered {status} Not Now; expected the file.");
        Assert.HasCount(1, zoo.WeightsRequests());
    }

    [TestMethod]
    public async Task DownloadAsync_EndlessBody_IsStopped()
    {
        await using TestZoo zoo = new TestZoo().Add();
        zoo.Server.Misbehave($"{Weights}=endless");

        StringAssert.EndsWith(
            await zoo.RefuseAsync(change: options => options with { MaximumFileBytes = 1_000_000 }),
            "the file is larger than what may be downloaded; expected at most 1000000 more bytes.");
    }

    [TestMethod]
    [DataRow("*/rdf.yaml", "4194304")]
    [DataRow("/index.json", "67108864")]
    public async Task DownloadAsync_EndlessDescription_IsStopped(string path, string bytes)
    {
        await using TestZoo zoo = new TestZoo().Add();
        zoo.Server.Misbehave($"{path}=endless");

        StringAssert.EndsWith(await zoo.RefuseAsync(), $"expected at most {bytes} more bytes.");
    }

    [TestMethod]
    public async Task DownloadAsync_SilentServer_IsLeft()
    {
        await using TestZoo zoo = new TestZoo().Add();
        zoo.Server.Misbehave($"{Weights}=stall:0");

        StringAssert.EndsWith(
            await zoo.RefuseAsync(change: options => options with { Timeout = TimeSpan.FromMilliseconds(200) }),
            "the server was silent for 0.2 seconds; expected the file.");
    }

    [TestMethod]
    public async Task DownloadAsync_SlowServer_IsWaitedForWhileItSendsAnything()
    {
        await using TestZoo zoo = new TestZoo().Add();
        zoo.Server.Misbehave($"{Weights}=slow:40000");
        await zoo.DownloadAsync(change: options => options with { Timeout = TimeSpan.FromSeconds(1.5) });

        AssertWhole(zoo);
        Assert.HasCount(1, zoo.WeightsRequests());
    }

    [TestMethod]
    public async Task DownloadAsync_NoServer_SaysSo()
    {
        await using TestZoo zoo = new TestZoo().Add();
        await zoo.Server.DisposeAsync();

        StringAssert.Contains(await zoo.RefuseAsync(), "/index.json: the file could not be fetched (");
    }

    private static byte[] WrittenWeights(TestZoo zoo) =>
        File.ReadAllBytes(Path.Combine(zoo.Out, TestZoo.Id, "weights.onnx"));

    private static void AssertWhole(TestZoo zoo) => CollectionAssert.AreEqual(zoo.Weights, WrittenWeights(zoo));
}
