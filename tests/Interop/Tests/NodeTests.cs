namespace BioZooCte.Interop.Tests;

/// <summary>@grpc/grpc-js of Node.js.</summary>
[TestClass]
public sealed class NodeTests
{
    private static InteropServer Server { get; set; } = null!;

    public TestContext TestContext { get; set; } = null!;

    [ClassInitialize]
    public static async Task Start(TestContext context) =>
        Server = await InteropServer.StartAsync(context.CancellationToken);

    [ClassCleanup]
    public static async Task Stop() => await Server.DisposeAsync();

    [TestMethod]
    [DataRow("empty_unary")]
    [DataRow("large_unary")]
    [DataRow("client_compressed_unary")]
    [DataRow("server_compressed_unary")]
    [DataRow("client_streaming")]
    [DataRow("client_compressed_streaming")]
    [DataRow("server_streaming")]
    [DataRow("server_compressed_streaming")]
    [DataRow("ping_pong")]
    [DataRow("empty_stream")]
    [DataRow("custom_metadata")]
    [DataRow("status_code_and_message")]
    [DataRow("special_status_message")]
    [DataRow("unimplemented_method")]
    [DataRow("unimplemented_service")]
    [DataRow("cancel_after_begin")]
    [DataRow("cancel_after_first_response")]
    [DataRow("timeout_on_sleeping_server")]
    [DataRow("concurrent_large_unary")]
    public Task OfficialCase_OfNode_IsOk(string name) => RunAsync(name);

    [TestMethod]
    [DataRow("too_large_message")]
    [DataRow("large_client_stream")]
    [DataRow("idle_duplex")]
    public Task SizesAndPauses_OfNode_AreTakenOrRefused(string name) => RunAsync(name);

    private async Task RunAsync(string name)
    {
        string node = Tool.Require("node");
        string client = Path.Combine(Node.RequireFolder(), "client.js");
        Outcome outcome = await Tool.RunAsync(node, [client, $"{Server.Port}", name], TestContext.CancellationToken);
        outcome.Passed(name);
    }
}
