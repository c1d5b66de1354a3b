using System.Text.Json.Nodes;

using BioZooCte.Testing;

namespace BioZooCte.Interop.Tests;

/// <summary>One bridge is found by its connection file from every language, as proto/CONNECTION.md says.</summary>
[TestClass]
public sealed class ConnectionTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow("BIOZOOCTE_CONNECTION", "named/bridge.json", "named/bridge.json")]
    [DataRow("XDG_RUNTIME_DIR", "runtime", "runtime/biozoocte/connection.json")]
    [DataRow("HOME", "home", "home/.biozoocte/connection.json")]
    public async Task Bridge_ThatRuns_IsFoundFromCSharpPythonAndJavaAndThenNoMore(string variable, string value, string file)
    {
        string folder = Scratch.Folder(variable);
        Dictionary<string, string> environment = new()
        {
            ["BIOZOOCTE_CONNECTION"] = "",
            ["XDG_RUNTIME_DIR"] = "",
            ["HOME"] = folder,
        };
        environment[variable] = Path.Combine(folder, value);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, file))!);
        await using (ServerProcess server = await ServerProcess.StartAsync(
            "zoocte.dll",
            [
                "serve", "--model-root", Path.Combine(SharedData.RepositoryRoot, "examples", "zoo"),
                "--state", Path.Combine(folder, "state"), "--spool", folder,
            ],
            environment,
            TestContext.CancellationToken))
        {
            JsonNode connection = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, file)))!;
            Assert.AreEqual(server.Id, (int)connection["pid"]!);
            await AssertFoundAsync((string)connection["version"]!, environment);
        }

        Assert.IsTrue(File.Exists(Path.Combine(folder, file)), "A bridge that is killed cannot remove its file.");
        await AssertFoundAsync("none", environment);
    }

    private async Task AssertFoundAsync(string expected, Dictionary<string, string> environment)
    {
        CancellationToken cancellationToken = TestContext.CancellationToken;
        Assert.AreEqual(expected, await CSharp.FindBridgeAsync(environment, cancellationToken), "C#");
        Assert.AreEqual(expected, await Python.FindBridgeAsync(environment, cancellationToken), "Python");
        Assert.AreEqual(expected, await Java.FindBridgeAsync(environment, cancellationToken), "Java");
    }
}
