using BioZooCte.Bridge.Grpc;
using BioZooCte.Bridge.Tests.Grpc;
using BioZooCte.Bridge.Tests.Support;
using BioZooCte.Bridge.V1;
using BioZooCte.Onnx;
using BioZooCte.Ranking;

using Google.Protobuf;
using Google.Rpc;

namespace BioZooCte.Bridge.Tests.Services;

/// <summary>Rankings by a real bridge with the models of the repository.</summary>
[TestClass]
public sealed class RankingServiceTests
{
    private const string RankModels = "RankingService/RankModels";
    private const string RankPaths = "RankingService/RankPaths";

    private static readonly BlobImage[] Images = [BlobImage.Make("a.tif", 1), BlobImage.Make("b.tif", 2, 70, 120)];

    [TestMethod]
    public async Task SameImages_ByChunksTilesAndPaths_HaveTheLibrarysScores()
    {
        await using RunningBridge bridge = await RunningBridge.StartAsync(
            o => o with { ImageRoots = [Path.GetDirectoryName(o.SpoolFolder)!] });
        string folder = Directory.CreateDirectory(Path.Combine(bridge.Folder, "images")).FullName;
        string[] files = [.. Images.Select(image => image.WriteTo(folder))];
        string[] models = [.. bridge.Parts.Catalog.Find().Select(model => model.Source)];
        ModelRanking expected = await new TransferabilityEstimator(new OnnxBackend()).RankAsync(models, files);

        V1.Ranking chunks = FinalOf(await bridge.Client.CallAsync<RankModelsResponse>(RankModels, ByChunks()));
        V1.Ranking tiles = FinalOf(await bridge.Client.CallAsync<RankModelsResponse>(RankModels, ByTiles()));
        BridgeAnswer<RankPathsResponse> answer = await bridge.Client.CallAsync<RankPathsResponse>(
            RankPaths, new RankPathsRequest { Paths = { "images" } });
        V1.Ranking paths = answer.All()[^1].Event.Final;

        Assert.IsTrue(expected.Models.Any(model => model.Score is > 0 and < 1), "No model has a score that says anything.");
        foreach (V1.Ranking found in new[] { chunks, tiles, paths })
        {
            Assert.AreSequenceEqual(expected.Models.Select(model => model.Score), found.Models.Select(Score));
            Assert.AreSequenceEqual(
                expected.Models.Select(model => model.EstimatedF1), found.Models.Select(m => m.HasEstimatedF1 ? m.EstimatedF1 : (double?)null));
            Assert.AreSequenceEqual(
                expected.Models.SelectMany(model => model.PerImage.Select(pair => pair.Score)),
                found.Models.SelectMany(model => model.Pairs.Select(pair => pair.HasScore ? pair.Score : (double?)null)));
        }
    }

    [TestMethod]
    public async Task Events_OfARanking_ComeInOrderAndTellOfEveryModelAndImage()
    {
        await using RunningBridge bridge = await RunningBridge.StartAsync();

        RankingEvent[] events =
            [.. (await bridge.Client.CallAsync<RankModelsResponse>(RankModels, ByChunks())).All().Select(r => r.Event)];

        int models = events[0].Accepted.Models.Count;
        Assert.AreEqual(4, models);
        Assert.HasCount(models, events.Where(e => e.EventCase == RankingEvent.EventOneofCase.ModelFinished));
        Assert.HasCount(models, events.Where(e => e.EventCase == RankingEvent.EventOneofCase.Running));
        Assert.HasCount(
            models * Images.Length,
            events.Where(e => e.EventCase == RankingEvent.EventOneofCase.ImageScored)
                .Select(e => (e.ImageScored.Model, e.ImageScored.Image)).Distinct());
        Assert.AreEqual(RankingEvent.EventOneofCase.Final, events[^1].EventCase);
        Assert.IsFalse(events[^1].Final.IsPartial);
        Assert.AreEqual("\"miou\"", events[^1].Final.Options["metric"]);
        double[] fractions = [.. events.Where(e => e.Progress is not null).Select(e => e.Progress.Fraction)];
        Assert.AreSequenceEqual(fractions.Order(), fractions);
    }

    [TestMethod]
    public async Task Ranking_ThatIsFinished_CanBeFetchedAlsoFromAnotherBridgeOfTheSameState()
    {
        await using RunningBridge bridge = await RunningBridge.StartAsync();
        IReadOnlyList<RankModelsResponse> events =
            (await bridge.Client.CallAsync<RankModelsResponse>(RankModels, ByChunks())).All();
        GetRankingRequest request = new() { RankingId = events[0].Event.Accepted.RankingId };
        await using RunningBridge restarted = await RunningBridge.StartAsync(
            o => o with { StateFolder = Path.Combine(bridge.Folder, "state") });

        BridgeAnswer<GetRankingResponse> found =
            await restarted.Client.CallAsync<GetRankingResponse>("RankingService/GetRanking", request);

        Assert.AreEqual(events[^1].Event.Final, found.Only.Ranking);
    }

    [TestMethod]
    public async Task Ranking_ThatCannotBeKept_IsDeliveredAllTheSame()
    {
        await using RunningBridge bridge = await RunningBridge.StartAsync();
        await File.WriteAllTextAsync(Path.Combine(bridge.Folder, "state", "rankings"), "in the way");

        BridgeAnswer<RankModelsResponse> answer = await bridge.Client.CallAsync<RankModelsResponse>(RankModels, ByChunks());

        Assert.IsFalse(FinalOf(answer).IsPartial);
    }

    [TestMethod]
    public async Task GetRanking_OfAnUnknownName_IsNotFound()
    {
        await using RunningBridge bridge = await RunningBridge.StartAsync();

        foreach (string id in new[] { "", "nothing", "../token", Guid.NewGuid().ToString("N") })
        {
            BridgeAnswer<GetRankingResponse> answer = await bridge.Client.CallAsync<GetRankingResponse>(
                "RankingService/GetRanking", new GetRankingRequest { RankingId = id });

            Assert.AreEqual(StatusCode.NotFound, answer.Code);
            Assert.AreEqual(id, answer.Detail<ResourceInfo>().ResourceName);
        }
    }

    [TestMethod]
    public async Task Model_ThatCannotRun_IsAnEventNotTheEnd()
    {
        await using RunningBridge bridge = await RunningBridge.StartAsync(o =>
        {
            string folder = Path.Combine(Path.GetDirectoryName(o.SpoolFolder)!, "models");
            Directory.CreateDirectory(Path.Combine(folder, "broken"));
            File.WriteAllText(Path.Combine(folder, "broken", "rdf.yaml"), "type: model\n");
            return o with { ModelRoots = [RunningBridge.Zoo, folder] };
        });

        RankingEvent[] events =
            [.. (await bridge.Client.CallAsync<RankModelsResponse>(RankModels, ByChunks())).All().Select(r => r.Event)];

        ModelFinished broken = events.Select(e => e.ModelFinished).Single(m => m?.Model == "broken")!;
        Assert.IsTrue(broken.Error.Length > 0);
        Assert.HasCount(4, events[^1].Final.Models.Where(model => model.HasScore));
        Assert.AreEqual(broken.Error, events[^1].Final.Models.Single(model => model.Model == "broken").Error);
    }

    [TestMethod]
    public async Task CancelRanking_EndsIt_WithWhatWasFinished()
    {
        await using RunningBridge bridge = await RunningBridge.StartAsync();
        using RawAnswer answer = await bridge.Client.StartAsync(RankModels, Body(Long()));
        string id = (await ReadAsync(answer)).Accepted.RankingId;
        await ReadUntilAsync(answer, RankingEvent.EventOneofCase.ImageScored);

        await bridge.Client.CallAsync<CancelRankingResponse>(
            "RankingService/CancelRanking", new CancelRankingRequest { RankingId = id });
        V1.Ranking partial = (await ReadUntilAsync(answer, RankingEvent.EventOneofCase.Final)).Final;

        Assert.IsTrue(partial.IsPartial);
        Assert.IsTrue(partial.Models.Any(model => model.Scored > 0), "What was finished is not in it.");
        Assert.IsTrue(partial.Models.Any(model => model.Error.Length > 0), "Nothing was left to be done.");
        (StatusCode code, _) = await bridge.Client.FailAsync<GetRankingResponse>(
            "RankingService/GetRanking", new GetRankingRequest { RankingId = id });
        Assert.AreEqual(StatusCode.NotFound, code, "A partial ranking is kept.");
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task Client_ThatIsGone_LeavesNothingBehind(bool whileItRuns)
    {
        await using RunningBridge bridge = await RunningBridge.StartAsync();
        using CancellationTokenSource gone = new();
        RankModelsRequest[] messages = [.. Long()];
        FedContent body = new();
        foreach (RankModelsRequest message in whileItRuns ? messages : messages[..^1])
        {
            body.Send(Frame.Raw(0, message.ToByteArray()));
        }

        using RawAnswer answer = await bridge.Client.StartAsync(RankModels, body, gone.Token);
        await ReadAsync(answer);
        if (whileItRuns)
        {
            await ReadUntilAsync(answer, RankingEvent.EventOneofCase.ImageScored);
        }

        Assert.AreEqual(1, bridge.Parts.Active.Count);
        Assert.AreEqual(1, bridge.Parts.Queue.Running);
        Assert.AreNotEqual(0, bridge.Parts.Spool.MemoryBytes);

        answer.Dispose();
        await gone.CancelAsync();
        await Eventually.HoldsAsync(() => bridge.Parts.Active.Count == 0 && bridge.Parts.Queue.Running == 0);

        await Eventually.HoldsAsync(() => bridge.Parts.Spool.MemoryBytes == 0);
    }

    [TestMethod]
    public async Task Stream_ThatIsWrong_IsRefusedWithThePlace()
    {
        await using RunningBridge bridge = await RunningBridge.StartAsync(o => o with { ClientBytes = 1 << 20, MostImages = 2 });
        BlobImage image = Images[0];
        RankModelsRequest settings = Settings(image.Header);
        ImageHeader tiled = image.Header.Clone();
        tiled.TileSize.Add([32UL, 32UL]);
        ImageHeader hashed = image.Header.Clone();
        hashed.Sha256 = ByteString.CopyFrom(new byte[32]);
        ImageHeader large = image.Header.Clone();
        large.Axes[0].Size = 1 << 20;
        RankModelsRequest[] chunks = [.. image.Chunks(0).Select(chunk => new RankModelsRequest { Chunk = chunk })];
        RankModelsRequest tile = new() { Tile = image.Tiles(0, 32).First() };
        RankModelsRequest shifted = tile.Clone();
        shifted.Tile.Start[0]++;

        await Refused(StatusCode.InvalidArgument, "the first message has no settings", chunks);
        await Refused(StatusCode.InvalidArgument, "settings.images is empty", Settings());
        await Refused(StatusCode.OutOfRange, "a.tif: a chunk at 1000; expected the next byte, 0.", settings, chunks[1]);
        await Refused(StatusCode.InvalidArgument, "the stream ended before all of a.tif was there", settings, chunks[0]);
        await Refused(StatusCode.InvalidArgument, "a message after the first without a chunk", settings, settings);
        await Refused(StatusCode.OutOfRange, "expected at most 0", [settings, .. chunks, Beyond(image)]);
        await Refused(StatusCode.InvalidArgument, "expected tiles", Settings(tiled), chunks[0]);
        await Refused(StatusCode.InvalidArgument, "expected chunks", settings, tile);
        await Refused(StatusCode.OutOfRange, "expected a multiple of 32", Settings(tiled), shifted);
        await Refused(StatusCode.InvalidArgument, "came before; expected each once", Settings(tiled), tile, tile);
        await Refused(StatusCode.DataLoss, "the elements have sha256", [Settings(hashed), .. chunks]);
        await Refused(StatusCode.ResourceExhausted, "expected at most 1048576 in all", Settings(large));
        await Refused(StatusCode.ResourceExhausted, "settings.images: 3 images; expected at most 2", Settings(large, large, large));
        Assert.AreEqual(0, bridge.Parts.Spool.MemoryBytes);

        async Task Refused(StatusCode code, string text, params RankModelsRequest[] messages)
        {
            BridgeAnswer<RankModelsResponse> answer = await bridge.Client.CallAsync<RankModelsResponse>(RankModels, messages);
            Assert.AreEqual(code, answer.Code, answer.Message);
            Assert.Contains(text, answer.Message);
            if (code == StatusCode.ResourceExhausted)
            {
                Assert.AreEqual(0, answer.Detail<RetryInfo>().RetryDelay.Seconds);
                Assert.HasCount(1, answer.Detail<QuotaFailure>().Violations);
            }
        }
    }

    [TestMethod]
    [DataRow("metric", "no", "metric is 'no'")]
    [DataRow("estimator", "best", "estimator is 'best'")]
    [DataRow("perturbations", "blur:1", "perturbations is 'blur:1'")]
    [DataRow("structures", "stars", "structures has 'stars'")]
    [DataRow("tile", "wide", "tile is 'wide'")]
    [DataRow("tile", " 64", "tile is ' 64'")]
    [DataRow("instances", "blobs", "instances is 'blobs'")]
    [DataRow("models", "none", "There is no model 'none'")]
    public async Task Setting_ThatIsNone_IsRefusedByItsName(string field, string value, string expected)
    {
        await using RunningBridge bridge = await RunningBridge.StartAsync();
        RankModelsRequest settings = Settings(Images[0].Header);
        settings.Settings.Ranking = JsonParser.Default.Parse<RankingSettings>(
            $"{{\"{field}\": {(field is "perturbations" or "structures" or "models" ? $"[\"{value}\"]" : $"\"{value}\"")}}}");

        (_, string message) = await bridge.Client.FailAsync<RankModelsResponse>(RankModels, settings);

        Assert.Contains(expected, message);
    }

    [TestMethod]
    public async Task RankPaths_BeyondTheRoots_IsNotFound()
    {
        string outside = Directory.CreateTempSubdirectory("outside").FullName;
        Images[0].WriteTo(outside);
        await using RunningBridge bridge = await RunningBridge.StartAsync(o => o with { ImageRoots = [o.SpoolFolder] });
        string root = Path.Combine(bridge.Folder, "spool");
        Directory.CreateSymbolicLink(Path.Combine(root, "link"), outside);
        Directory.CreateDirectory(Path.Combine(root, "folder"));
        File.CreateSymbolicLink(Path.Combine(root, "folder", "a.tif"), Path.Combine(outside, "a.tif"));

        foreach (string path in new[] { outside, Path.Combine(outside, "a.tif"), "..", "link/a.tif", "folder", "nothing.tif" })
        {
            (StatusCode code, string message) = await bridge.Client.FailAsync<RankPathsResponse>(
                RankPaths, new RankPathsRequest { Paths = { path } });
            Assert.AreEqual(StatusCode.NotFound, code, message);
        }

        Directory.Delete(outside, recursive: true);
    }

    [TestMethod]
    public async Task RankPaths_WithoutRoots_SaysWhatIsMissing()
    {
        await using RunningBridge bridge = await RunningBridge.StartAsync();

        (StatusCode code, string message) = await bridge.Client.FailAsync<RankPathsResponse>(
            RankPaths, new RankPathsRequest { Paths = { "/" } });

        Assert.AreEqual(StatusCode.FailedPrecondition, code);
        Assert.Contains("--image-root", message);
    }

    [TestMethod]
    public async Task Token_ThatIsMissingOrWrong_IsUnauthenticatedAndHealthNeedsNone()
    {
        await using RunningBridge bridge = await RunningBridge.StartAsync();
        foreach (string? token in new[] { null, "", "wrong" })
        {
            using BridgeClient other = bridge.Client.With(token);

            (StatusCode code, _) = await other.FailAsync<GetServerInfoResponse>(
                "ServerService/GetServerInfo", new GetServerInfoRequest());
            BridgeAnswer<global::Grpc.Health.V1.HealthCheckResponse> health =
                await other.CallAsync<global::Grpc.Health.V1.HealthCheckResponse>(
                    "/grpc.health.v1.Health/Check", new global::Grpc.Health.V1.HealthCheckRequest());

            Assert.AreEqual(StatusCode.Unauthenticated, code);
            Assert.AreEqual(global::Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus.Serving, health.Only.Status);
        }
    }

    private static IEnumerable<RankModelsRequest> ByChunks()
    {
        yield return Settings([.. Images.Select(image => image.Header)]);
        for (uint i = 0; i < Images.Length; i++)
        {
            foreach (ImageChunk chunk in Images[i].Chunks(i))
            {
                yield return new RankModelsRequest { Chunk = chunk };
            }
        }
    }

    /// <summary>A ranking that takes seconds.</summary>
    private static IEnumerable<RankModelsRequest> Long() => ByChunks().Select((message, i) =>
    {
        if (i == 0)
        {
            message.Settings.Ranking = new RankingSettings { Perturbations = { "noise:0.1" }, Runs = 400 };
        }

        return message;
    });

    private static ByteArrayContent Body(IEnumerable<RankModelsRequest> messages) =>
        new([.. messages.SelectMany(message => Frame.Raw(0, message.ToByteArray()))]);

    private static IEnumerable<RankModelsRequest> ByTiles()
    {
        ImageHeader[] headers = [.. Images.Select(image => image.Header)];
        foreach (ImageHeader header in headers)
        {
            header.TileSize.Add([32UL, 32UL]);
        }

        yield return Settings(headers);
        foreach (int i in new[] { 1, 0 })
        {
            foreach (ImageTile tile in Images[i].Tiles((uint)i, 32))
            {
                yield return new RankModelsRequest { Tile = tile };
            }
        }
    }

    private static RankModelsRequest Settings(params ImageHeader[] headers) =>
        new() { Settings = new RankModelsSettings { Images = { headers } } };

    private static RankModelsRequest Beyond(BlobImage image) => new()
    {
        Chunk = new ImageChunk { Offset = (ulong)image.Tensor.Bytes.Length, Data = ByteString.CopyFrom([1]) },
    };

    private static double? Score(V1.ModelScore model) => model.HasScore ? model.Score : null;

    private static V1.Ranking FinalOf(BridgeAnswer<RankModelsResponse> answer) => answer.All()[^1].Event.Final;

    private static async Task<RankingEvent> ReadAsync(RawAnswer answer)
    {
        (byte _, byte[] payload) = await answer.ReadAsync() ?? throw new AssertFailedException(answer.Message);
        return RankModelsResponse.Parser.ParseFrom(payload).Event;
    }

    private static async Task<RankingEvent> ReadUntilAsync(RawAnswer answer, RankingEvent.EventOneofCase kind)
    {
        RankingEvent happened;
        do
        {
            happened = await ReadAsync(answer);
        }
        while (happened.EventCase != kind);

        return happened;
    }
}
