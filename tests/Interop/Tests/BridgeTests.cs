using System.Text.Json.Nodes;

namespace BioZooCte.Interop.Tests;

/// <summary>The bridge itself, asked by clients that know it by reflection or by its proto files.</summary>
[TestClass]
public sealed class BridgeTests
{
    private static BridgeServer Server { get; set; } = null!;

    public TestContext TestContext { get; set; } = null!;

    private static string Bearer => $"authorization: Bearer {Server.Token}";

    [ClassInitialize]
    public static async Task Start(TestContext context) =>
        Server = await BridgeServer.StartAsync(context.CancellationToken);

    [ClassCleanup]
    public static async Task Stop() => await Server.DisposeAsync();

    [TestMethod]
    public async Task ListServices_WithToken_NamesThoseOfTheBridge()
    {
        Outcome outcome = await CurlAsync("", "--reflect-header", Bearer, "--list-services");
        string[] services = outcome.Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] expected =
        [
            "biozoocte.v1.ModelService", "biozoocte.v1.PredictionService", "biozoocte.v1.RankingService",
            "biozoocte.v1.ServerService", "grpc.health.v1.Health",
        ];
        CollectionAssert.IsSubsetOf(expected, services, outcome.Output);
    }

    [TestMethod]
    public async Task GetServerInfo_WithToken_SaysWhatItIs()
    {
        Outcome outcome = await CurlAsync(
            "/biozoocte.v1.ServerService/GetServerInfo", "--schema", Sources.Proto, "-H", Bearer, "-d", "{}");
        JsonNode answer = JsonNode.Parse(outcome.Succeeded().Output)!;
        Assert.AreEqual("v1", (string?)answer["apiVersions"]?[0], outcome.Output);
        Assert.AreEqual("miou", (string?)answer["metrics"]?[0], outcome.Output);
    }

    [TestMethod]
    [DataRow("authorization: Bearer 0000000000000000000000000000000000000000000")]
    [DataRow("x-nothing: 1")]
    public async Task GetServerInfo_WithoutItsToken_IsUnauthenticated(string header)
    {
        Outcome outcome = await CurlAsync(
            "/biozoocte.v1.ServerService/GetServerInfo", "--schema", Sources.Proto, "-H", header, "-d", "{}");
        Assert.AreEqual(8 * 16, outcome.ExitCode, outcome.Output + outcome.Error);
    }

    [TestMethod]
    public async Task Health_WithoutToken_IsServing()
    {
        Outcome outcome = await CurlAsync("/grpc.health.v1.Health/Check", "--schema", Sources.Proto, "-d", "{}");
        Assert.Contains("SERVING", outcome.Succeeded().Output);
        Assert.DoesNotContain("NOT_SERVING", outcome.Output);
    }

    [TestMethod]
    [DataRow("models_in_pages")]
    [DataRow("rank_by_chunks_and_by_tiles")]
    [DataRow("cancelled_ranking")]
    [DataRow("wrong_images")]
    public Task Bridge_AskedByPython_RanksOrSaysWhyNot(string name) =>
        Python.RunAsync("bridge.py", [Server.ConnectionPath, name], TestContext.CancellationToken);

    private Task<Outcome> CurlAsync(string path, params string[] options) => Tool.RunAsync(
        Node.RequireBuf(),
        ["curl", "--protocol", "grpc", "--http2-prior-knowledge", .. options, $"{Server.Url}{path}"],
        TestContext.CancellationToken);
}
