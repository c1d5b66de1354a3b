using System.Diagnostics;

using BioZooCte.Bridge.Grpc;
using BioZooCte.Bridge.Rankings;
using BioZooCte.Bridge.Tests.Support;
using BioZooCte.Bridge.V1;

using Kind = BioZooCte.Bridge.V1.WatchRankingResponse.EventOneofCase;

namespace BioZooCte.Bridge.Tests.Watching;

/// <summary>Watches by a real bridge, with the models of the repository.</summary>
[TestClass]
public sealed class WatchRankingTests
{
    private const string Watch = "RankingService/WatchRanking";

    [TestMethod]
    public async Task Folders_ThatChange_AreRankedWithoutWhatLeft()
    {
        using WatchedFolders folders = new WatchedFolders().AddModel("dsb256").AddModel("histo").AddImage("a.tif", 1);
        await using RunningBridge bridge = await RunningBridge.StartAsync(folders.In);
        using WatchStream watch = await WatchStream.StartAsync(bridge, RequestOf(folders));

        List<WatchRankingResponse> first = await watch.ReadUntilAsync(Kind.Ranked);
        folders.AddImage("b.tif", 2);
        List<WatchRankingResponse> second = await watch.ReadUntilAsync(Kind.Ranked);
        folders.AddModel("dsb360");
        List<WatchRankingResponse> third = await watch.ReadUntilAsync(Kind.Ranked);
        File.Delete(Path.Combine(folders.Images, "a.tif"));
        List<WatchRankingResponse> fourth = await watch.ReadUntilAsync(Kind.Ranked);
        Directory.Delete(Path.Combine(folders.Models, "dsb256"), recursive: true);
        WatchRankingResponse gone = (await watch.ReadUntilAsync(Kind.ModelGone))[^1];
        V1.Ranking last = await watch.RankingOfAsync(models: 2, images: 1);

        Assert.AreEqual(folders.Images, first[0].Begun.ImageFolder);
        Assert.AreSequenceEqual(
            ["dsb256", "histo"], first.Where(one => one.ModelFound is not null).Select(one => one.ModelFound.Model));
        Assert.AreEqual("a.tif", first.Single(one => one.ImageFound is not null).ImageFound.Image);
        Assert.AreEqual("dsb256 a.tif, histo a.tif", ScoredIn(first));
        Assert.AreEqual("dsb256 b.tif, histo b.tif", ScoredIn(second));
        Assert.AreEqual("dsb360 a.tif, dsb360 b.tif", ScoredIn(third));
        Assert.AreEqual("", ScoredIn(fourth));
        Assert.AreEqual("a.tif", fourth.Single(one => one.ImageGone is not null).ImageGone.Image);
        Assert.AreEqual("dsb256", gone.ModelGone.Model);
        await using RunningBridge anew = await RunningBridge.StartAsync(o => folders.In(o) with { KeepsResults = false });
        Assert.AreEqual(await RankPathsAsync(anew), last);
        Assert.IsTrue(last.Models.All(model => model.HasScore));
    }

    [TestMethod]
    public async Task Watch_HoldsATurnOnlyWhileItRanks()
    {
        using WatchedFolders folders = new WatchedFolders().AddModel("dsb256").AddImage("a.tif", 1);
        await using RunningBridge bridge = await RunningBridge.StartAsync(folders.In);
        Turn turn = await bridge.Parts.Queue.EnterAsync(_ => { }, CancellationToken.None);
        using WatchStream watch = await WatchStream.StartAsync(bridge, RequestOf(folders));

        WatchRankingResponse queued = (await watch.ReadUntilAsync(Kind.Queued))[^1];
        turn.Dispose();
        List<WatchRankingResponse> rest = await watch.ReadUntilAsync(Kind.Ranked);

        Assert.AreEqual(1U, queued.Queued.Position);
        Assert.AreEqual("dsb256 a.tif", ScoredIn(rest));
        await Eventually.HoldsAsync(() => bridge.Parts.Queue.Running == 0);
        Assert.HasCount(1, (await RankPathsAsync(bridge)).Models);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task Client_ThatEndsTheCall_EndsTheWatch(bool whileItRanks)
    {
        using WatchedFolders folders = new WatchedFolders().AddModel("dsb256").AddImage("a.tif", 1);
        await using RunningBridge bridge = await RunningBridge.StartAsync(folders.In);
        WatchRankingRequest request = RequestOf(folders);
        request.Ranking = whileItRanks
            ? new RankingSettings { Perturbations = { "noise:0.1" }, Runs = 5000 }
            : new RankingSettings();
        using WatchStream watch = await WatchStream.StartAsync(bridge, request);
        await watch.ReadUntilAsync(whileItRanks ? Kind.ImageFound : Kind.Ranked);
        await Eventually.HoldsAsync(() => bridge.Parts.Queue.Running == (whileItRanks ? 1 : 0));
        Stopwatch clock = Stopwatch.StartNew();

        await watch.CancelAsync();
        await Eventually.HoldsAsync(() => bridge.Parts.Queue.Running == 0);

        Assert.IsLessThan(10, clock.Elapsed.TotalSeconds);
        folders.AddImage("b.tif", 2);
        await Task.Delay(500);
        Assert.AreEqual(0, bridge.Parts.Queue.Running, "It goes on without its client.");
    }

    [TestMethod]
    public async Task Server_ThatEnds_EndsItsWatchesAtOnce()
    {
        using WatchedFolders folders = new WatchedFolders().AddModel("dsb256").AddImage("a.tif", 1);
        RunningBridge bridge =
            await RunningBridge.StartAsync(o => folders.In(o) with { DrainTime = TimeSpan.FromMinutes(5) });
        using WatchStream watch = await WatchStream.StartAsync(bridge, RequestOf(folders));
        await watch.ReadUntilAsync(Kind.Ranked);
        Task<(StatusCode Code, string Message)> end = watch.EndAsync();
        Task ending = bridge.StopAsync();

        (StatusCode code, string message) = await end.WaitAsync(TimeSpan.FromMinutes(1));
        await ending.WaitAsync(TimeSpan.FromMinutes(1));

        Assert.AreEqual(StatusCode.Unavailable, code, message);
        Assert.AreEqual("The server is ending.", message);
    }

    [TestMethod]
    public async Task Request_ThatIsWrong_IsRefused()
    {
        using WatchedFolders folders = new WatchedFolders().AddModel("dsb256").AddImage("a.tif", 1).AddImage("b.tif", 2);
        await using RunningBridge bridge = await RunningBridge.StartAsync(o => folders.In(o) with { MostImages = 1 });
        await using RunningBridge noRoots = await RunningBridge.StartAsync();
        await using RunningBridge noModels = await RunningBridge.StartAsync(o => folders.In(o) with { ModelRoots = [] });
        await using RunningBridge noStore = await RunningBridge.StartAsync(o => folders.In(o) with { KeepsResults = false });
        WatchRankingRequest usual = RequestOf(folders);

        await Refused(noRoots, StatusCode.FailedPrecondition, "--image-root", usual);
        await Refused(noModels, StatusCode.FailedPrecondition, "--model-root", usual);
        await Refused(noStore, StatusCode.FailedPrecondition, "started with --no-store", usual);
        await Refused(bridge, StatusCode.ResourceExhausted, "image_folder: 2 images; expected at most 1", usual);
        await Refused(bridge, StatusCode.InvalidArgument, "image_folder is empty", new WatchRankingRequest());
        await Refused(bridge, StatusCode.NotFound, "no '/'", new WatchRankingRequest { ImageFolder = "/" });
        await Refused(bridge, StatusCode.InvalidArgument, "a file; expected", new WatchRankingRequest { ImageFolder = "a.tif" });
        await Refused(bridge, StatusCode.InvalidArgument, "interval_seconds is 0", With(r => r.IntervalSeconds = 0));
        await Refused(bridge, StatusCode.InvalidArgument, "interval_seconds is NaN", With(r => r.IntervalSeconds = double.NaN));
        await Refused(bridge, StatusCode.NotFound, "no model 'no'", With(r => r.Ranking = new RankingSettings { Models = { "no" } }));
        await Refused(bridge, StatusCode.InvalidArgument, "metric is 'no'", With(r => r.Ranking = new RankingSettings { Metric = "no" }));

        WatchRankingRequest With(Action<WatchRankingRequest> change)
        {
            WatchRankingRequest changed = usual.Clone();
            change(changed);
            return changed;
        }

        static async Task Refused(RunningBridge by, StatusCode code, string text, WatchRankingRequest request)
        {
            (StatusCode found, string message) = await by.Client.FailAsync<WatchRankingResponse>(Watch, request);
            Assert.AreEqual(code, found, message);
            Assert.Contains(text, message);
        }
    }

    [TestMethod]
    public async Task Image_ByALinkThatLeadsOut_IsNotTaken()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Inconclusive("Links need a right of their own.");
        }

        using WatchedFolders outside = new WatchedFolders().AddImage("b.tif", 2);
        using WatchedFolders folders = new WatchedFolders().AddModel("dsb256").AddModel("histo").AddImage("a.tif", 1);
        File.CreateSymbolicLink(Path.Combine(folders.Images, "b.tif"), Path.Combine(outside.Images, "b.tif"));
        await using RunningBridge bridge = await RunningBridge.StartAsync(folders.In);
        WatchRankingRequest request = RequestOf(folders);
        request.Ranking = new RankingSettings { Models = { "histo" } };
        using WatchStream watch = await WatchStream.StartAsync(bridge, request);

        List<WatchRankingResponse> happened = await watch.ReadUntilAsync(Kind.Ranked);

        Assert.AreEqual("histo a.tif", ScoredIn(happened));
        Assert.AreEqual(1U, happened[^1].Ranked.Models.Single().Images);
    }

    private static WatchRankingRequest RequestOf(WatchedFolders folders) =>
        new() { ImageFolder = folders.Images, IntervalSeconds = 0.1 };

    private static async Task<V1.Ranking> RankPathsAsync(RunningBridge bridge) =>
        (await bridge.Client.CallAsync<RankPathsResponse>("RankingService/RankPaths", new RankPathsRequest { Paths = { "." } }))
            .All()[^1].Event.Final;

    private static string ScoredIn(IEnumerable<WatchRankingResponse> happened) => string.Join(", ", happened
        .Select(one => one.ImageScored)
        .OfType<WatchedImageScored>()
        .Select(scored => $"{scored.Model} {scored.Image}")
        .Order(StringComparer.Ordinal));
}
