using System.Diagnostics;
using System.Net;
using System.Text.Json;

using BioZooCte.Bridge.Hosting;
using BioZooCte.Bridge.Tests.Support;
using BioZooCte.Onnx;

namespace BioZooCte.Bridge.Tests.Hosting;

/// <summary>How a bridge begins, is found, and ends.</summary>
[TestClass]
public sealed class BridgeHostTests
{
    [TestMethod]
    public async Task ConnectionFile_IsItsOwnersAndGoesWithTheBridge()
    {
        string path;
        await using (RunningBridge bridge = await RunningBridge.StartAsync())
        {
            path = Path.Combine(bridge.Folder, "connection.json");
            using JsonDocument content = JsonDocument.Parse(await File.ReadAllTextAsync(path));
            Assert.AreEqual(bridge.Address, $"{content.RootElement.GetProperty("address")}:{content.RootElement.GetProperty("port")}");
            Assert.AreEqual(Environment.ProcessId, content.RootElement.GetProperty("pid").GetInt32());
            Assert.AreEqual("v1", content.RootElement.GetProperty("api").GetString());
            if (!OperatingSystem.IsWindows())
            {
                Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
            }
        }

        Assert.IsFalse(File.Exists(path));
    }

    [TestMethod]
    public async Task Bridge_BeyondTheLoopbackWithoutTls_IsRefused()
    {
        BridgeStartException refused = await Assert.ThrowsExactlyAsync<BridgeStartException>(
            () => RunningBridge.StartAsync(o => o with { Address = IPAddress.Any }));

        Assert.Contains("can be reached from other machines; expected a certificate", refused.Message);
    }

    [TestMethod]
    public async Task Bridge_EndsWithItsParent()
    {
        using Process parent = Process.Start(new ProcessStartInfo("sleep", "60"))!;
        BridgeOptions options = Options() with { ParentPid = parent.Id };
        Task<string> waiting = EndWatch.WaitAsync(options, new CallCount(TimeProvider.System), CancellationToken.None);
        await Task.Delay(700);
        Assert.IsFalse(waiting.IsCompleted);

        parent.Kill();

        Assert.Contains($"its parent {parent.Id} has ended", await waiting.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [TestMethod]
    public async Task Bridge_WithoutACallForLong_Ends()
    {
        CallCount calls = new(TimeProvider.System);
        calls.Enter();
        Task<string> waiting = EndWatch.WaitAsync(
            Options() with { IdleExit = TimeSpan.FromMilliseconds(10) }, calls, CancellationToken.None);
        await Task.Delay(1200);
        Assert.IsFalse(waiting.IsCompleted, "It ended during a call.");

        calls.Leave();

        Assert.Contains("there was no call", await waiting.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [TestMethod]
    public async Task Token_IsTheSameAfterARestart()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("token");
        BridgeOptions options = Options() with
        {
            StateFolder = folder.FullName,
            ConnectionPath = Path.Combine(folder.FullName, "c.json"),
        };
        await using BridgeHost first = await BridgeHost.StartAsync(options, new OnnxBackend());
        await using BridgeHost second = await BridgeHost.StartAsync(options, new OnnxBackend());

        Assert.AreEqual(first.Token, second.Token);
        Assert.AreNotEqual(first.Address, second.Address);
        await first.DisposeAsync();
        Assert.IsTrue(File.Exists(options.ConnectionPath), "The second bridge's file is gone.");
    }

    [TestMethod]
    public async Task Metrics_SayWhatRuns()
    {
        using System.Net.Sockets.TcpListener free = new(IPAddress.Loopback, 0);
        free.Start();
        int port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        await using RunningBridge bridge = await RunningBridge.StartAsync(o => o with { MetricsPort = port });
        using HttpClient http = new();

        string text = await http.GetStringAsync(new Uri($"http://127.0.0.1:{port}/metrics"));

        Assert.Contains("# TYPE biozoocte_rankings_running gauge\nbiozoocte_rankings_running 0\n", text);
    }

    private static BridgeOptions Options() => new() { ModelRoots = [], ConnectionPath = "", StateFolder = "" };
}
