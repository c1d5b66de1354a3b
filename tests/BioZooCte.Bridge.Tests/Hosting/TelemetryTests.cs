using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

using BioZooCte.Bridge.Grpc;
using BioZooCte.Bridge.Tests.Grpc;
using BioZooCte.Bridge.Tests.Support;
using BioZooCte.Bridge.V1;

using Google.Protobuf;

namespace BioZooCte.Bridge.Tests.Hosting;

/// <summary>What OpenTelemetry would pick up of a bridge.</summary>
[TestClass]
[DoNotParallelize]
public sealed class TelemetryTests
{
    private const string RankPaths = "RankingService/RankPaths";
    private const string RankModels = "RankingService/RankModels";

    [TestMethod]
    public async Task Ranking_ThatIsListenedTo_IsASpanInThatOfItsCallInTheCallersTrace()
    {
        using Spans spans = new();
        await using RunningBridge bridge = await StartAsync();
        string image = BlobImage.Make("a.tif", 1).WriteTo(bridge.Folder);
        RankPathsRequest request = new() { Paths = { image }, Ranking = new RankingSettings { Models = { "dsb256" } } };
        using Activity caller = new Activity("caller").Start();

        BridgeAnswer<RankPathsResponse> answer = await bridge.Client.CallAsync<RankPathsResponse>(RankPaths, request);

        Activity call = await spans.WaitAsync(caller, "biozoocte.v1.RankingService/RankPaths");
        Activity rank = await spans.WaitAsync(caller, "rank");
        Assert.AreEqual(ActivityKind.Server, call.Kind);
        Assert.AreEqual("grpc", call.GetTagItem("rpc.system"));
        Assert.AreEqual("biozoocte.v1.RankingService", call.GetTagItem("rpc.service"));
        Assert.AreEqual("RankPaths", call.GetTagItem("rpc.method"));
        Assert.AreEqual("127.0.0.1", call.GetTagItem("client.address"));
        Assert.AreEqual((int)StatusCode.Ok, call.GetTagItem("rpc.grpc.status_code"));
        Assert.AreEqual(ActivityStatusCode.Unset, call.Status);
        Assert.AreEqual(call.SpanId, rank.ParentSpanId);
        Assert.IsTrue(call.HasRemoteParent);
        Assert.AreNotEqual(default, call.ParentSpanId);
        Assert.AreEqual(answer.All()[0].Event.Accepted.RankingId, rank.GetTagItem("biozoocte.ranking.id"));
        Assert.AreEqual(1, rank.GetTagItem("biozoocte.models"));
        Assert.AreEqual(1, rank.GetTagItem("biozoocte.images"));
        Assert.AreEqual(false, rank.GetTagItem("biozoocte.ranking.is_partial"));
    }

    [TestMethod]
    public async Task Call_ThatIsNotAnswered_IsASpanWithItsStatus()
    {
        using Spans spans = new();
        await using RunningBridge bridge = await StartAsync();
        using Activity caller = new Activity("caller").Start();

        using BridgeClient stranger = bridge.Client.With("wrong");
        await stranger.FailAsync<GetServerInfoResponse>("ServerService/GetServerInfo", new GetServerInfoRequest());
        using BridgeClient hurried = bridge.Client.Within(TimeSpan.Zero);
        await hurried.FailAsync<ListModelsResponse>("ModelService/ListModels", new ListModelsRequest());
        await bridge.Client.FailAsync<ListModelsResponse>("ModelService/Nothing", new ListModelsRequest());
        await bridge.Client.CallAsync<GetServerInfoResponse>("ServerService/GetServerInfo", new GetServerInfoRequest());

        await spans.WaitAsync(
            caller, "biozoocte.v1.ServerService/GetServerInfo", span => span.GetTagItem("rpc.grpc.status_code") is 0);
        Activity refused = await spans.WaitAsync(
            caller, "biozoocte.v1.ServerService/GetServerInfo", span => span.GetTagItem("rpc.grpc.status_code") is not 0);
        Assert.AreEqual((int)StatusCode.Unauthenticated, refused.GetTagItem("rpc.grpc.status_code"));
        Assert.AreEqual(ActivityStatusCode.Unset, refused.Status, "A stranger is no error of the server.");
        Activity late = await spans.WaitAsync(caller, "biozoocte.v1.ModelService/ListModels");
        Assert.AreEqual((int)StatusCode.DeadlineExceeded, late.GetTagItem("rpc.grpc.status_code"));
        Assert.AreEqual(ActivityStatusCode.Error, late.Status);
        Assert.IsFalse(spans.Has(caller, "biozoocte.v1.ModelService/Nothing"), "Callers do not name spans.");
    }

    /// <summary>The server's own span of the request is no parent where nobody listens to it: samplers would drop the call's.</summary>
    [TestMethod]
    public async Task Call_OfNoTrace_IsTheFirstSpanOfItsOwn()
    {
        using Spans spans = new();
        await using RunningBridge bridge = await StartAsync();

        await bridge.Client.CallAsync<GetServerInfoResponse>("ServerService/GetServerInfo", new GetServerInfoRequest());

        await spans.WaitAsync(
            caller: null, "biozoocte.v1.ServerService/GetServerInfo", span => span.ParentSpanId == default);
    }

    [TestMethod]
    public async Task Call_WhoseCallerLeaves_IsASpanThatWasCancelled()
    {
        using Spans spans = new();
        await using RunningBridge bridge = await StartAsync();
        using CancellationTokenSource gone = new();
        using Activity caller = new Activity("caller").Start();

        FedContent body = new();
        RankModelsRequest settings = StreamedFiles.Ranking([BlobImage.Make("a.tif", 1).WriteTo(bridge.Folder)]).First();
        body.Send(Frame.Raw(0, settings.ToByteArray()));
        using RawAnswer answer = await bridge.Client.StartAsync(RankModels, body, gone.Token);
        await answer.ReadAsync();
        answer.Dispose();
        await gone.CancelAsync();

        Activity call = await spans.WaitAsync(caller, "biozoocte.v1.RankingService/RankModels");
        Assert.AreEqual((int)StatusCode.Cancelled, call.GetTagItem("rpc.grpc.status_code"));
        Assert.AreEqual(ActivityStatusCode.Unset, call.Status);
    }

    [TestMethod]
    public async Task Ranking_ThatIsMeasured_IsCountedWithItsBytesAndTime()
    {
        ConcurrentDictionary<string, double> sums = new();
        ConcurrentBag<string> outcomes = [];
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Name == Telemetry.Name)
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => Add(instrument, value));
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Add(instrument, value));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            Add(instrument, value);
            outcomes.Add($"{instrument.Name} {(tags.Length == 0 ? "" : $"{tags[0].Key}={tags[0].Value}")}");
        });
        listener.Start();
        await using RunningBridge bridge = await StartAsync();
        string image = BlobImage.Make("a.tif", 1).WriteTo(bridge.Folder);

        (await bridge.Client.CallAsync<RankModelsResponse>(
            RankModels, StreamedFiles.Ranking([image], ranking: new RankingSettings { Models = { "dsb256" } }))).All();
        listener.RecordObservableInstruments();

        Assert.AreEqual(1, sums["biozoocte.rankings"]);
        Assert.Contains("biozoocte.rankings outcome=done", outcomes);
        Assert.AreEqual(96 * 80, sums["biozoocte.received"]);
        Assert.IsGreaterThan(0, sums["biozoocte.ranking.duration"]);
        foreach (string gauge in new[]
            { "biozoocte.rankings.running", "biozoocte.rankings.waiting", "biozoocte.calls", "biozoocte.spool.memory" })
        {
            Assert.IsTrue(sums.ContainsKey(gauge), gauge);
        }

        void Add(Instrument instrument, double value) =>
            sums.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value);
    }

    private static Task<RunningBridge> StartAsync() => RunningBridge.StartAsync(
        o => o with { ImageRoots = [Path.GetDirectoryName(o.SpoolFolder)!], KeepsResults = false });

    /// <summary>The spans of the bridge that have ended.</summary>
    private sealed class Spans : IDisposable
    {
        private readonly ConcurrentBag<Activity> _ended = [];
        private readonly ActivityListener _listener;

        public Spans()
        {
            _listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == Telemetry.Name,
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = _ended.Add,
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public bool Has(Activity caller, string name) => Find(caller, name) is not null;

        /// <summary>The span of a name in a caller's trace; one may end just after its call.</summary>
        public async Task<Activity> WaitAsync(Activity? caller, string name, Predicate<Activity>? isIt = null)
        {
            for (int i = 0; i < 200 && Find(caller, name, isIt) is null; i++)
            {
                await Task.Delay(50);
            }

            return Find(caller, name, isIt) ?? throw new AssertFailedException(
                $"There is no span '{name}'; found {string.Join(", ", _ended.Select(span => span.DisplayName))}.");
        }

        public void Dispose() => _listener.Dispose();

        private Activity? Find(Activity? caller, string name, Predicate<Activity>? isIt = null) =>
            _ended.FirstOrDefault(span => (caller is null || span.TraceId == caller.TraceId)
                && span.DisplayName == name
                && isIt?.Invoke(span) != false);
    }
}
