using BioZooCte.Testing;

namespace BioZooCte.Interop.Tests;

/// <summary>The example plugins pass their own tests, with a real <c>zoocte serve</c> that they start themselves.</summary>
[TestClass]
public sealed class PluginTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "zoocte");

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Napari_PassesItsTests()
    {
        string python = Tool.Require("/usr/bin/python3");
        Tool.Require("protoc");
        foreach (string module in new[] { "grpc", "numpy", "pytest", "pytestqt", "qtpy", "PyQt5" })
        {
            Outcome outcome = await Tool.RunAsync(python, ["-c", $"import {module}"], TestContext.CancellationToken);
            if (outcome.ExitCode != 0)
            {
                Assert.Inconclusive($"{python} has no module {module}: tests/Interop/install brings it.");
            }
        }

        await RunAsync("napari", "-q");
    }

    [TestMethod]
    public async Task Fiji_PassesItsTests()
    {
        Tool.Require("/usr/share/java/ij.jar");
        Tool.Require("/usr/share/java/grpc-netty.jar");
        Tool.Require("/usr/share/java/junit4.jar");
        Tool.Require("grpc_java_plugin");
        await RunAsync("fiji");
    }

    private async Task RunAsync(string plugin, params string[] arguments)
    {
        Dictionary<string, string> environment = new() { ["BIOZOOCTE_EXECUTABLE"] = Program, ["ZOOCTE"] = Program };
        Outcome outcome = await Tool.RunAsync(
            "/usr/bin/env",
            ["bash", Path.Combine(SharedData.RepositoryRoot, "examples", plugin, "run-tests"), .. arguments],
            TestContext.CancellationToken,
            environment,
            limit: Limit);
        outcome.Succeeded();
        TestContext.WriteLine(outcome.Output);
    }
}
