namespace BioZooCte.Interop.Tests;

/// <summary>The official interop client, as Debian packs it with Ruby's gRPC.</summary>
[TestClass]
public sealed class RubyTests
{
    private static InteropServer Server { get; set; } = null!;

    private static string? Client { get; set; }

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
    [DataRow("client_streaming")]
    [DataRow("client_compressed_streaming")]
    [DataRow("server_streaming")]
    [DataRow("ping_pong")]
    [DataRow("timeout_on_sleeping_server")]
    [DataRow("empty_stream")]
    [DataRow("cancel_after_begin")]
    [DataRow("cancel_after_first_response")]
    [DataRow("unimplemented_method")]
    [DataRow("unimplemented_service")]
    [DataRow("status_code_and_message")]
    [DataRow("custom_metadata")]
    public async Task OfficialCase_OfRuby_IsOk(string name)
    {
        string ruby = Tool.Require("ruby");
        Client ??= await FindAsync(ruby, TestContext.CancellationToken);
        string[] arguments =
            [Client, "--server_host", "127.0.0.1", "--server_port", $"{Server.Port}", "--test_case", name];
        Outcome outcome = await Tool.RunAsync(ruby, arguments, TestContext.CancellationToken);
        outcome.Passed(name);
    }

    private static async Task<string> FindAsync(string ruby, CancellationToken cancellationToken)
    {
        const string Ask = "require 'grpc'; require 'googleauth'; puts Gem::Specification.find_by_name('grpc').gem_dir";
        Outcome outcome = await Tool.RunAsync(ruby, ["-e", Ask], cancellationToken);
        if (outcome.ExitCode != 0)
        {
            Assert.Inconclusive($"Ruby has no grpc or no googleauth: {outcome.Error}");
        }

        return Tool.Require(Path.Combine(outcome.Output.Trim(), "src", "ruby", "pb", "test", "client.rb"));
    }
}
