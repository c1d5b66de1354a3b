using BioZooCte.Bridge.Grpc;
using BioZooCte.Bridge.Hosting;
using BioZooCte.Bridge.Tests.Support;
using BioZooCte.Bridge.V1;

using Kind = BioZooCte.Bridge.V1.WatchRankingResponse.EventOneofCase;

namespace BioZooCte.Bridge.Tests.Watching;

/// <summary>Watches of a bridge that runs models in processes of their own.</summary>
[TestClass]
public sealed class IsolatedWatchTests
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "zoocte.dll");

    [TestMethod]
    public async Task Model_ThatEndsItsProcess_IsNamedAndNotRunAgain()
    {
        using WatchedFolders folders = new WatchedFolders().AddModel("dsb256").AddModel("histo").AddImage("a.tif", 1);
        string began = Path.Combine(folders.Models, ".began");
        CountingBackend backend = new();
        await using RunningBridge bridge = await RunningBridge.StartAsync(
            o => WithChild(
                folders.In(o),
                $"if mkdir {began}; then echo out of luck >&2; kill -SEGV $$; fi; exec dotnet {Program} serve-child"),
            backend);
        WatchRankingRequest request = new() { ImageFolder = folders.Images, IntervalSeconds = 0.1 };

        List<WatchRankingResponse> happened = await ReadAsync(bridge, request);
        List<WatchRankingResponse> again = await ReadAsync(bridge, request);

        ModelCrashed crashed = happened.Single(one => one.ModelCrashed is not null).ModelCrashed;
        Assert.AreEqual("dsb256", crashed.Model);
        Assert.Contains("exit code 139, signal 11: out of luck", crashed.Reason);
        WatchedImageScored scored = happened.Single(one => one.ImageScored is not null).ImageScored;
        Assert.AreEqual("histo a.tif", $"{scored.Model} {scored.Image}");
        Assert.IsEmpty(again.Where(one => one.EventCase is Kind.ModelCrashed or Kind.ImageScored));
        Assert.AreEqual(happened[^1].Ranked, again[^1].Ranked);
        Assert.Contains("out of luck", ModelOf(again[^1].Ranked, "dsb256").Error);
        Assert.IsTrue(ModelOf(again[^1].Ranked, "histo").HasScore);
        Assert.AreEqual(0, backend.Opened, "The bridge itself ran a network.");
        Assert.AreEqual(0, bridge.Parts.Queue.Running);
    }

    [TestMethod]
    public async Task Child_ThatIsAskedToEnd_IsNoFaultOfTheModel()
    {
        using WatchedFolders folders = new WatchedFolders().AddModel("dsb256").AddImage("a.tif", 1);
        await using RunningBridge bridge =
            await RunningBridge.StartAsync(o => WithChild(folders.In(o), "kill -TERM $$"));
        WatchRankingRequest request = new() { ImageFolder = folders.Images, IntervalSeconds = 0.1 };

        BridgeAnswer<WatchRankingResponse> ended =
            await bridge.Client.CallAsync<WatchRankingResponse>("RankingService/WatchRanking", request);
        await using RunningBridge whole = await RunningBridge.StartAsync(folders.In);
        List<WatchRankingResponse> happened = await ReadAsync(whole, request);

        Assert.AreEqual(StatusCode.Aborted, ended.Code);
        Assert.Contains("exit code 143, signal 15", ended.Message);
        Assert.IsTrue(happened[^1].Ranked.Models.Single().HasScore);
    }

    /// <summary>As a system does whose memory has run out: with more images it is tried again, as it was it is not.</summary>
    [TestMethod]
    public async Task Child_ThatIsKilled_IsNamed_AndItsModelIsRunWhenImagesChange()
    {
        using WatchedFolders folders = new WatchedFolders().AddModel("dsb256").AddImage("a.tif", 1);
        string runs = Path.Combine(folders.Models, ".runs");
        await using RunningBridge bridge = await RunningBridge.StartAsync(o => WithChild(
            folders.In(o),
            $"echo >>{runs}; if [ $(wc -l <{runs}) = 1 ]; then kill -KILL $$; fi; exec dotnet {Program} serve-child"));
        WatchRankingRequest request = new() { ImageFolder = folders.Images, IntervalSeconds = 0.1 };
        using WatchStream watch = await WatchStream.StartAsync(bridge, request);

        List<WatchRankingResponse> killed = await watch.ReadUntilAsync(Kind.Ranked);
        folders.AddImage("b.tif", 2);
        List<WatchRankingResponse> whole = await watch.ReadUntilAsync(Kind.Ranked);
        await watch.CancelAsync();

        ModelCrashed crashed = killed.Single(one => one.ModelCrashed is not null).ModelCrashed;
        Assert.AreEqual("dsb256", crashed.Model);
        Assert.AreEqual(
            "the process that ran it was killed (memory may have run out): exit code 137, signal 9", crashed.Reason);
        Assert.IsFalse(ModelOf(killed[^1].Ranked, "dsb256").HasScore);
        Assert.IsEmpty(whole.Where(one => one.ModelCrashed is not null));
        Assert.HasCount(2, whole.Where(one => one.ImageScored is not null));
        Assert.IsTrue(ModelOf(whole[^1].Ranked, "dsb256").HasScore);
        Assert.HasCount(2, await File.ReadAllLinesAsync(runs), "Nothing had changed.");
    }

    [TestMethod]
    public async Task Client_ThatEndsTheCall_EndsTheChild_AndTheModelIsNotBlamed()
    {
        using WatchedFolders folders = new WatchedFolders().AddModel("dsb256").AddImage("a.tif", 1);
        await using RunningBridge bridge =
            await RunningBridge.StartAsync(o => WithChild(folders.In(o), "exec sleep 600"));
        WatchRankingRequest request = new() { ImageFolder = folders.Images, IntervalSeconds = 0.1 };
        using WatchStream watch = await WatchStream.StartAsync(bridge, request);
        await watch.ReadUntilAsync(Kind.ImageFound);
        await Eventually.HoldsAsync(() => bridge.Parts.Queue.Running == 1);

        await watch.CancelAsync();
        await Eventually.HoldsAsync(() => bridge.Parts.Queue.Running == 0);

        await using RunningBridge whole = await RunningBridge.StartAsync(folders.In);
        List<WatchRankingResponse> happened = await ReadAsync(whole, request);
        Assert.IsTrue(happened[^1].Ranked.Models.Single().HasScore, happened[^1].Ranked.Models.Single().Error);
    }

    private static BridgeOptions WithChild(BridgeOptions options, string script)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Inconclusive("The test's child is a shell script.");
        }

        return options with { Child = ["sh", "-c", script] };
    }

    /// <summary>The events of a watch up to its first ranking.</summary>
    private static async Task<List<WatchRankingResponse>> ReadAsync(RunningBridge bridge, WatchRankingRequest request)
    {
        using WatchStream watch = await WatchStream.StartAsync(bridge, request);
        List<WatchRankingResponse> happened = await watch.ReadUntilAsync(Kind.Ranked);
        await watch.CancelAsync();
        return happened;
    }

    private static ModelScore ModelOf(V1.Ranking ranking, string name) =>
        ranking.Models.Single(model => model.Model == name);
}
