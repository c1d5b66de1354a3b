namespace BioZooCte.Interop.Tests;

/// <summary>grpc-java, which Fiji's plugins use.</summary>
[TestClass]
public sealed class JavaTests
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
    [DataRow("server_streaming")]
    [DataRow("server_compressed_streaming")]
    [DataRow("ping_pong")]
    [DataRow("custom_metadata")]
    [DataRow("special_status_message")]
    [DataRow("unimplemented_method")]
    [DataRow("cancel_after_first_response")]
    [DataRow("timeout_on_sleeping_server")]
    public Task OfficialCase_OfJava_IsOk(string name) => RunAsync(name);

    [TestMethod]
    [DataRow("status_details")]
    [DataRow("too_large_message")]
    [DataRow("large_client_stream")]
    public Task DetailsAndSizes_OfJava_AreTakenOrRefused(string name) => RunAsync(name);

    private Task RunAsync(string name) => Java.RunAsync(name, Server, TestContext.CancellationToken);
}
