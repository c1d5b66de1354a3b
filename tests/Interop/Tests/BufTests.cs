using System.Text.Json.Nodes;

namespace BioZooCte.Interop.Tests;

/// <summary>buf curl, which knows of the services only what reflection tells it.</summary>
[TestClass]
public sealed class BufTests
{
    private const string Service = "grpc.testing.TestService";

    private static InteropServer Server { get; set; } = null!;

    public TestContext TestContext { get; set; } = null!;

    [ClassInitialize]
    public static async Task Start(TestContext context) =>
        Server = await InteropServer.StartAsync(context.CancellationToken);

    [ClassCleanup]
    public static async Task Stop() => await Server.DisposeAsync();

    [TestMethod]
    [DataRow("grpc-v1")]
    [DataRow("grpc-v1alpha")]
    public async Task ListServices_ByReflection_NamesEveryService(string version)
    {
        Outcome outcome = await CurlAsync("", "--reflect-protocol", version, "--list-services");
        string[] services = outcome.Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        CollectionAssert.IsSubsetOf(
            new[] { Service, "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection" },
            services,
            outcome.Output);
    }

    [TestMethod]
    public async Task ListMethods_ByReflection_NamesEveryMethod()
    {
        Outcome outcome = await CurlAsync("", "--list-methods");
        string[] methods = outcome.Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] expected =
        [
            "CacheableUnaryCall", "EmptyCall", "FullDuplexCall", "HalfDuplexCall", "StreamingInputCall",
            "StreamingOutputCall", "UnaryCall",
        ];
        CollectionAssert.IsSubsetOf(
            expected.Select(method => $"{Service}/{method}").ToArray(), methods, outcome.Output);
    }

    [TestMethod]
    [DataRow("grpc-v1")]
    [DataRow("grpc-v1alpha")]
    public async Task Call_ByReflection_Answers(string version)
    {
        Outcome outcome = await CurlAsync(
            $"/{Service}/UnaryCall", "--reflect-protocol", version, "-d", """{"response_size": 3}""");
        JsonNode answer = JsonNode.Parse(outcome.Succeeded().Output)!;
        Assert.AreEqual("AAAA", (string?)answer["payload"]?["body"], outcome.Output);
    }

    [TestMethod]
    public async Task Stream_ByReflection_AnswersEach()
    {
        const string Request = """{"response_parameters": [{"size": 1}, {"size": 2}]}""";
        Outcome outcome = await CurlAsync($"/{Service}/StreamingOutputCall", "-d", Request);
        Assert.Contains("\"AA==\"", outcome.Succeeded().Output);
        Assert.Contains("\"AAA=\"", outcome.Output);
    }

    [TestMethod]
    [DataRow(5)]
    [DataRow(16)]
    public async Task Call_ThatFails_EndsWithEightTimesItsCode(int code)
    {
        string request = $$$"""{"response_status": {"code": {{{code}}}, "message": "so it is"}}""";
        Outcome outcome = await CurlAsync($"/{Service}/UnaryCall", "-d", request);
        Assert.AreEqual(8 * code, outcome.ExitCode, outcome.Error);
        Assert.Contains("so it is", outcome.Error);
    }

    [TestMethod]
    public async Task Call_OfAMethodWithoutHandler_IsUnimplemented()
    {
        Outcome outcome = await CurlAsync($"/{Service}/UnimplementedCall", "-d", "{}");
        Assert.AreEqual(8 * 12, outcome.ExitCode, outcome.Error);
    }

    private Task<Outcome> CurlAsync(string path, params string[] options) => Tool.RunAsync(
        Node.RequireBuf(),
        ["curl", "--protocol", "grpc", "--http2-prior-knowledge", .. options, $"http://127.0.0.1:{Server.Port}{path}"],
        TestContext.CancellationToken);
}
