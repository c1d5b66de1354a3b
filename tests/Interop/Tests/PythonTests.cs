namespace BioZooCte.Interop.Tests;

/// <summary>grpcio: the official cases that Ruby's client lacks, and sizes, times and losses beyond them.</summary>
[TestClass]
public sealed class PythonTests
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
    [DataRow("cacheable_unary")]
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
    public Task OfficialCase_OfPython_IsOk(string name) => RunAsync(name);

    [TestMethod]
    [DataRow("every_status")]
    [DataRow("half_duplex")]
    [DataRow("interval")]
    [DataRow("details")]
    [DataRow("binary_metadata")]
    [DataRow("unknown_encoding")]
    public Task Wire_ToPython_IsAsStated(string name) => RunAsync(name);

    [TestMethod]
    [DataRow("largest_message")]
    [DataRow("too_large_message")]
    [DataRow("too_large_decompressed")]
    [DataRow("large_client_stream")]
    [DataRow("slow_reader")]
    [DataRow("idle_duplex")]
    public Task SizesAndPauses_OfPython_AreTakenOrRefused(string name) => RunAsync(name);

    [TestMethod]
    [DataRow("deadline_in_a_stream")]
    [DataRow("cancel_reaches_the_handler")]
    [DataRow("killed_client")]
    public Task Handler_LeftByPython_IsTold(string name) => RunAsync(name);

    [TestMethod]
    [DataRow("health_check")]
    [DataRow("health_watch")]
    [DataRow("health_list")]
    public Task Health_AskedByPython_Answers(string name) => RunAsync(name);

    [TestMethod]
    public async Task Shutdown_WithACallOfPython_IsGraceful()
    {
        await using InteropServer server = await InteropServer.StartAsync(TestContext.CancellationToken);
        await Python.RunAsync("interop.py", "graceful_shutdown", server, TestContext.CancellationToken);
        Assert.AreEqual(0, await server.EndAsync(TestContext.CancellationToken));
    }

    private Task RunAsync(string name) =>
        Python.RunAsync("interop.py", name, Server, TestContext.CancellationToken);
}
