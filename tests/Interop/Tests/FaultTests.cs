namespace BioZooCte.Interop.Tests;

/// <summary>What <c>zoocte serve</c> stands: processes that are killed, slow clients, large streams, wrong certificates.</summary>
[TestClass]
public sealed class FaultTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow("bridge_killed")]
    [DataRow("clients_killed")]
    [DataRow("slow_client")]
    [DataRow("large_stream")]
    [DataRow("secured")]
    [DataRow("ends_with_its_parent")]
    public Task Bridge_StandsIt(string name) => RunAsync("faults.py", name);

    [TestMethod]
    [DataRow("killed_mid_stream")]
    [DataRow("slow_reader")]
    [DataRow("slow_writer")]
    [DataRow("silent")]
    [DataRow("gzip_bomb")]
    [DataRow("random_frames")]
    [DataRow("wrong_token")]
    public Task Fault_OfOneClient_LeavesNothingAndAnothersRankingAsItIs(string name) => RunAsync("beside.py", name);

    private Task RunAsync(string script, string name)
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Inconclusive("The script looks into /proc.");
        }

        string dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        return Python.RunAsync(
            script, [dotnet, Path.Combine(AppContext.BaseDirectory, "zoocte.dll"), name], TestContext.CancellationToken);
    }
}
