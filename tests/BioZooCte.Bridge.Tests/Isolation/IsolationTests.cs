using BioZooCte.Bridge.Grpc;
using BioZooCte.Bridge.Hosting;
using BioZooCte.Bridge.Tests.Support;
using BioZooCte.Bridge.V1;

using Google.Protobuf;

namespace BioZooCte.Bridge.Tests.Isolation;

/// <summary>Rankings, predictions and maps in processes of their own.</summary>
[TestClass]
public sealed class IsolationTests
{
    private const string Model = "dsb256";

    private static readonly BlobImage Image = BlobImage.Make("a.tif", 5);

    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "zoocte.dll");

    [TestMethod]
    public async Task Ranking_InAChild_IsTheSame()
    {
        await using RunningBridge here = await RunningBridge.StartAsync();
        await using RunningBridge apart = await RunningBridge.StartAsync(o => WithChild(o, $"exec dotnet {Program} serve-child"));

        V1.Ranking expected = FinalOf(await RankAsync(here));
        BridgeAnswer<RankModelsResponse> answer = await RankAsync(apart);

        Assert.AreEqual(expected, FinalOf(answer));
        Assert.HasCount(4, answer.Messages.Where(message => message.Event.ModelFinished is not null));
    }

    [TestMethod]
    public async Task Child_ThatIsKilled_EndsItsRankingAlone()
    {
        string flag = Path.GetTempFileName();
        File.Delete(flag);
        await using RunningBridge bridge = await RunningBridge.StartAsync(o => WithChild(
            o, $"if [ -e {flag} ]; then exec dotnet {Program} serve-child; fi; echo out of luck >&2; kill -SEGV $$"));

        BridgeAnswer<RankModelsResponse> broken = await RankAsync(bridge);
        await File.WriteAllTextAsync(flag, "");
        BridgeAnswer<RankModelsResponse> whole = await RankAsync(bridge);
        File.Delete(flag);

        Assert.AreEqual(StatusCode.Aborted, broken.Code);
        Assert.Contains("signal 11: out of luck", broken.Message);
        Assert.IsTrue(FinalOf(whole).Models[0].HasScore);
        Assert.AreEqual(0, bridge.Parts.Queue.Running);
        Assert.AreEqual(0, bridge.Parts.Spool.MemoryBytes);
    }

    [TestMethod]
    public async Task PredictionAndMap_InAChild_AreTheSame()
    {
        await using RunningBridge here = await RunningBridge.StartAsync();
        await using RunningBridge apart = await RunningBridge.StartAsync(o => WithChild(o, $"exec dotnet {Program} serve-child"));

        Assert.AreSequenceEqual((await PredictAsync(here)).All(), (await PredictAsync(apart)).All());
        Assert.AreSequenceEqual((await MapAsync(here)).All(), (await MapAsync(apart)).All());
    }

    [TestMethod]
    public async Task PredictionAndMap_ChildThatIsKilled_EndTheirCallAlone()
    {
        await using RunningBridge bridge = await RunningBridge.StartAsync(o => WithChild(o, "kill -SEGV $$"));

        BridgeAnswer<PredictResponse> prediction = await PredictAsync(bridge);
        BridgeAnswer<MapConsistencyResponse> map = await MapAsync(bridge);

        Assert.AreEqual((StatusCode.Aborted, StatusCode.Aborted), (prediction.Code, map.Code));
        Assert.Contains($"while it ran {Model} (exit code 139, signal 11)", prediction.Message);
        Assert.AreEqual(0, bridge.Parts.Queue.Running);
        Assert.AreEqual(0, bridge.Parts.Spool.MemoryBytes);
    }

    private static Task<BridgeAnswer<PredictResponse>> PredictAsync(RunningBridge bridge) =>
        bridge.Client.CallAsync<PredictResponse>(
            "PredictionService/Predict",
            [
                new PredictRequest
                {
                    Settings = new PredictSettings { Model = Model, Kind = PredictionKind.Labels, Image = Image.Header },
                },
                .. Image.Chunks(0).Select(chunk => (IMessage)new PredictRequest { Chunk = chunk }),
            ]);

    private static Task<BridgeAnswer<MapConsistencyResponse>> MapAsync(RunningBridge bridge) =>
        bridge.Client.CallAsync<MapConsistencyResponse>(
            "PredictionService/MapConsistency",
            [
                new MapConsistencyRequest
                {
                    Settings = new MapConsistencySettings
                    {
                        Ranking = new RankingSettings { Models = { Model } },
                        Image = Image.Header,
                    },
                },
                .. Image.Chunks(0).Select(chunk => (IMessage)new MapConsistencyRequest { Chunk = chunk }),
            ]);

    private static BridgeOptions WithChild(BridgeOptions options, string script)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Inconclusive("The test's child is a shell script.");
        }

        return options with { Child = ["sh", "-c", script] };
    }

    private static Task<BridgeAnswer<RankModelsResponse>> RankAsync(RunningBridge bridge) =>
        bridge.Client.CallAsync<RankModelsResponse>(
            "RankingService/RankModels",
            [
                new RankModelsRequest { Settings = new RankModelsSettings { Images = { Image.Header } } },
                .. Image.Chunks(0).Select(chunk => (IMessage)new RankModelsRequest { Chunk = chunk }),
            ]);

    private static V1.Ranking FinalOf(BridgeAnswer<RankModelsResponse> answer) => answer.All()[^1].Event.Final;
}
