using BioZooCte.Bridge.Grpc;
using BioZooCte.Bridge.Tests.Grpc;
using BioZooCte.Bridge.Tests.Support;
using BioZooCte.Bridge.V1;

using Google.Protobuf;

namespace BioZooCte.Bridge.Tests.Services;

/// <summary>A client that owes images and sends nothing holds up nobody.</summary>
[TestClass]
public sealed class SilentClientTests
{
    private const string RankModels = "RankingService/RankModels";

    private static readonly BlobImage[] Images = [BlobImage.Make("a.tif", 1), BlobImage.Make("b.tif", 2)];

    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "zoocte.dll");

    [TestMethod]
    [DataRow(1, false, "2 of 2 images are not there, the first is a.tif")] // the settings alone
    [DataRow(-1, false, "1 of 2 images are not there, the first is b.tif")] // all but the last chunk
    [DataRow(-1, true, "1 of 2 images are not there, the first is b.tif")]
    public async Task SilentClient_WhileOthersWait_LosesItsTurn(int sent, bool apart, string expected)
    {
        await using RunningBridge bridge = await StartAsync(TimeSpan.FromSeconds(1), apart);
        byte[][] messages = [.. Messages()];
        (RawAnswer silent, _) = await BeginAsync(bridge, messages[..(sent < 0 ? messages.Length + sent : sent)]);
        using RawAnswer first = silent;

        BridgeAnswer<RankModelsResponse> second = await bridge.Client.CallAsync<RankModelsResponse>(RankModels, All());
        await silent.ReadAllAsync();

        Assert.AreEqual(StatusCode.Aborted, silent.Status, silent.Message);
        Assert.Contains("The client sent nothing for 1 s while others waited for their turn", silent.Message);
        Assert.Contains(expected, silent.Message);
        Assert.AreEqual(1U, second.All()[1].Event.Queued.Position);
        Assert.IsTrue(second.All()[^1].Event.Final.Models[0].HasScore);
        await Eventually.HoldsAsync(() => (bridge.Parts.Queue.Running, bridge.Parts.Spool.MemoryBytes) == (0, 0));
    }

    [TestMethod]
    public async Task SilentClients_WhileOneWaits_LoseOneTurn()
    {
        await using RunningBridge bridge = await StartAsync(TimeSpan.FromSeconds(1), apart: false, concurrent: 2);
        byte[][] messages = [.. Messages()];
        (RawAnswer Answer, FedContent Body)[] silent =
            [await BeginAsync(bridge, messages[..^1]), await BeginAsync(bridge, messages[..^1])];
        await Eventually.HoldsAsync(() => bridge.Parts.Queue.Running == 2);

        BridgeAnswer<RankModelsResponse> waited = await bridge.Client.CallAsync<RankModelsResponse>(RankModels, All());
        foreach ((RawAnswer answer, FedContent body) in silent)
        {
            body.Send(messages[^1]);
            body.Complete();
            await answer.ReadAllAsync();
        }

        Assert.AreEqual(StatusCode.Ok, waited.Code, waited.Message);
        Assert.AreSequenceEqual(
            [StatusCode.Ok, StatusCode.Aborted], silent.Select(one => one.Answer.Status).Order());
        Array.ForEach(silent, one => one.Answer.Dispose());
    }

    [TestMethod]
    public async Task SilentClient_WhileNobodyWaits_IsWaitedFor()
    {
        TimeSpan most = TimeSpan.FromMilliseconds(200);
        await using RunningBridge bridge = await StartAsync(most, apart: false);
        byte[][] messages = [.. Messages()];
        (RawAnswer silent, FedContent body) = await BeginAsync(bridge, messages[..^1]);
        using RawAnswer answer = silent;

        await Task.Delay(5 * most);
        body.Send(messages[^1]);
        body.Complete();
        await answer.ReadAllAsync();

        Assert.AreEqual(StatusCode.Ok, answer.Status, answer.Message);
    }

    [TestMethod]
    public async Task ClientThatSendsByteByByte_WhileOthersWait_KeepsItsTurn()
    {
        TimeSpan most = TimeSpan.FromSeconds(2);
        await using RunningBridge bridge = await StartAsync(most, apart: false);
        byte[][] messages = [.. Messages()];
        (RawAnswer slow, FedContent body) = await BeginAsync(bridge, messages[..^1]);
        using RawAnswer answer = slow;

        Task<BridgeAnswer<RankModelsResponse>> waiting = bridge.Client.CallAsync<RankModelsResponse>(RankModels, All());
        await Eventually.HoldsAsync(() => bridge.Parts.Queue.Waiters == 1);
        foreach (byte[] part in messages[^1].Chunk((messages[^1].Length + 5) / 6))
        {
            await Task.Delay(most / 4);
            body.Send(part);
        }

        body.Complete();
        await answer.ReadAllAsync();

        Assert.AreEqual(StatusCode.Ok, answer.Status, answer.Message);
        Assert.AreEqual(StatusCode.Ok, (await waiting).Code);
    }

    private static Task<RunningBridge> StartAsync(TimeSpan silence, bool apart, int concurrent = 1) => RunningBridge.StartAsync(o => o with
    {
        Concurrent = concurrent,
        Silence = silence,
        Child = apart ? ["dotnet", Program, "serve-child"] : null,
    });

    /// <summary>A call that has its turn and sent these messages.</summary>
    private static async Task<(RawAnswer Answer, FedContent Body)> BeginAsync(RunningBridge bridge, byte[][] messages)
    {
        FedContent body = new();
        Array.ForEach(messages, body.Send);
        RawAnswer answer = await bridge.Client.StartAsync(RankModels, body);
        await Eventually.HoldsAsync(() => bridge.Parts.Queue.Running > 0);
        return (answer, body);
    }

    private static IEnumerable<byte[]> Messages() => All().Select(message => Frame.Raw(0, message.ToByteArray()));

    private static IEnumerable<RankModelsRequest> All()
    {
        yield return new RankModelsRequest
        {
            Settings = new RankModelsSettings
            {
                Images = { Images.Select(image => image.Header) },
                Ranking = new RankingSettings { Models = { "dsb256" }, Perturbations = { "noise:0.1" } },
            },
        };
        for (uint i = 0; i < Images.Length; i++)
        {
            foreach (ImageChunk chunk in Images[i].Chunks(i))
            {
                yield return new RankModelsRequest { Chunk = chunk };
            }
        }
    }
}
