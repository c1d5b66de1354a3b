using BioZooCte.Onnx;
using BioZooCte.Testing;
using BioZooCte.ZooServer;

namespace BioZooCte.Cli.Tests.Zoo;

/// <summary>Hosts that the environment allows, which is that of the process, so that nothing else runs meanwhile.</summary>
[TestClass]
[DoNotParallelize]
public sealed class AllowedHostsTests
{
    private const string Variable = "BIOZOOCTE_ALLOWED_HOSTS";

    [TestCleanup]
    public void Restore() => Environment.SetEnvironmentVariable(Variable, null);

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task Test_UrlInALocalPackage_IsFetchedWhereItsHostIsAllowed(bool isAllowed)
    {
        string model = Path.Combine(SharedData.RepositoryRoot, "examples", "zoo", "dsb256");
        await using ZooHttpServer server = new();
        server.Files["/net.onnx"] = new ServedFile(File.ReadAllBytes(Path.Combine(model, "weights.onnx")));
        using TemporaryFolder folder = new();
        foreach (string name in (string[])["test_input.npy", "test_output.npy"])
        {
            File.Copy(Path.Combine(model, name), folder[name]);
        }

        File.WriteAllText(folder["rdf.yaml"], File.ReadAllText(Path.Combine(model, "rdf.yaml"))
            .Replace("source: weights.onnx", $"source: {server.Url}/net.onnx", StringComparison.Ordinal));
        Environment.SetEnvironmentVariable(Variable, isAllowed ? server.Host : null);
        using Captured captured = new();
        int code = await RunAsync(captured, "test", folder.Path);

        Assert.AreEqual(isAllowed ? ExitCode.Done : ExitCode.Incomplete, code, captured.Output + captured.Error);
        Assert.HasCount(isAllowed ? 1 : 0, server.Requests);
    }

    [TestMethod]
    public async Task AnyCommand_VariableThatNamesNoHost_IsMisuse()
    {
        Environment.SetEnvironmentVariable(Variable, "a b");
        using Captured captured = new();

        Assert.AreEqual(ExitCode.Misused, await RunAsync(captured, "inspect", "nothing"));
        Assert.AreEqual(
            $"zoocte: The environment variable {Variable} is 'a b'; expected hosts, HOST or HOST:PORT, separated by commas.\n",
            captured.Error);
        Assert.AreEqual(ExitCode.Done, await RunAsync(captured, "--help"));
    }

    private static Task<int> RunAsync(Captured captured, params string[] arguments) =>
        Commands.Create(captured.Terminal, new OnnxBackend()).RunAsync(arguments, CancellationToken.None);
}
