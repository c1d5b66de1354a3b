using BioZooCte.Bridge.Grpc;
using BioZooCte.Bridge.Rankings;
using BioZooCte.Bridge.Tests.Grpc;
using BioZooCte.Bridge.Tests.Support;
using BioZooCte.Bridge.V1;

using Google.Protobuf;

namespace BioZooCte.Bridge.Tests.Rankings;

/// <summary>What models gave for files of the server is not asked of them again.</summary>
[TestClass]
public sealed class KeptResultsTests
{
    private static readonly string Child = Path.Combine(AppContext.BaseDirectory, "zoocte.dll");

    [TestMethod]
    public async Task RankPaths_Twice_TakesNoPassTheSecondTime()
    {
        using WatchedFolders folders = Folders();
        CountingBackend backend = new();
        await using RunningBridge bridge = await RunningBridge.StartAsync(folders.In, backend);
        CountingBackend restartedBackend = new();
        await using RunningBridge restarted = await RunningBridge.StartAsync(folders.In, restartedBackend);

        RankingEvent[] first = await RankPathsAsync(bridge);
        int opened = backend.Opened;
        RankingEvent[] second = await RankPathsAsync(bridge);
        RankingEvent[] third = await RankPathsAsync(restarted);

        Assert.IsGreaterThanOrEqualTo(2, opened);
        Assert.AreEqual(opened, backend.Opened);
        Assert.AreEqual(0, restartedBackend.Opened);
        Assert.IsTrue(first[^1].Final.Models.All(model => model.HasScore));
        Assert.AreSequenceEqual(first[^1].Final.ToByteArray(), second[^1].Final.ToByteArray());
        Assert.AreSequenceEqual(first[^1].Final.ToByteArray(), third[^1].Final.ToByteArray());
        Assert.HasCount(4, first.Where(one => one.ImageScored is not null));
        Assert.HasCount(4, second.Where(one => one.ImageScored is not null));
        foreach (RankingEvent[] events in new[] { first, second })
        {
            Assert.HasCount(2, events.Where(one => one.ModelFinished is not null));
        }

        // Of models that were run, one each; of those that were known, one.
        Assert.HasCount(2, first.Where(one => one.Running is not null));
        Assert.HasCount(2, second.Single(one => one.Running is not null).Running.Models);
        if (!OperatingSystem.IsWindows())
        {
            Assert.AreEqual(
                UnixFileMode.UserRead | UnixFileMode.UserWrite,
                File.GetUnixFileMode(Path.Combine(folders.State, "results.sqlite")));
        }
    }

    [TestMethod]
    public async Task RankPaths_InAChild_KeepsForAllBridgesOfTheState()
    {
        using WatchedFolders folders = Folders();
        CountingBackend backend = new();
        await using RunningBridge apart = await RunningBridge.StartAsync(
            o => folders.In(o) with { Child = ["dotnet", Child, "serve-child"] });
        await using RunningBridge here = await RunningBridge.StartAsync(folders.In, backend);

        RankingEvent[] inChild = await RankPathsAsync(apart);
        RankingEvent[] known = await RankPathsAsync(here);

        Assert.AreEqual(0, backend.Opened);
        Assert.AreEqual(inChild[^1].Final, known[^1].Final);
        Assert.IsTrue(known[^1].Final.Models.All(model => model.HasScore));
    }

    [TestMethod]
    public async Task Store_ThatCannotBeOpened_IsDoneWithout()
    {
        using WatchedFolders folders = Folders();
        Directory.CreateDirectory(Path.Combine(folders.State, "results.sqlite"));
        CountingBackend backend = new();
        await using RunningBridge bridge = await RunningBridge.StartAsync(folders.In, backend);

        RankingEvent[] first = await RankPathsAsync(bridge);
        int opened = backend.Opened;
        RankingEvent[] second = await RankPathsAsync(bridge);
        (StatusCode code, string message) = await bridge.Client.FailAsync<WatchRankingResponse>(
            "RankingService/WatchRanking", new WatchRankingRequest { ImageFolder = folders.Images });

        Assert.IsTrue(first[^1].Final.Models.All(model => model.HasScore));
        Assert.AreEqual(first[^1].Final, second[^1].Final);
        Assert.IsGreaterThan(opened, backend.Opened);
        Assert.AreEqual(StatusCode.FailedPrecondition, code);
        Assert.Contains("results.sqlite", message);
    }

    [TestMethod]
    public void Open_Twice_SaysOnceThatItCannotBe()
    {
        string path = Directory.CreateTempSubdirectory("kept").FullName;
        LogLines lines = new();
        using (KeptResults results = new(path, lines))
        {
            Assert.IsNull(results.Open());
            Assert.IsNull(results.Open());
            Assert.Contains(path, results.Reason!);
        }

        Directory.Delete(path);
        Assert.HasCount(1, lines.Lines.Where(line => line.StartsWith("Warning 121 ", StringComparison.Ordinal)));
    }

    private static WatchedFolders Folders() => new WatchedFolders()
        .AddModel("dsb256").AddModel("histo").AddImage("a.tif", 1).AddImage("b.tif", 2);

    private static async Task<RankingEvent[]> RankPathsAsync(RunningBridge bridge)
    {
        BridgeAnswer<RankPathsResponse> answer = await bridge.Client.CallAsync<RankPathsResponse>(
            "RankingService/RankPaths", new RankPathsRequest { Paths = { "." } });
        return [.. answer.All().Select(one => one.Event)];
    }
}
