using System.Diagnostics;
using System.Net;
using System.Text.Json;

using BioZooCte.Bridge.Grpc;
using BioZooCte.Bridge.Hosting;
using BioZooCte.Bridge.Tests.Grpc;
using BioZooCte.Bridge.Tests.Support;
using BioZooCte.Bridge.V1;
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
        int port = FreePort();
        await using RunningBridge bridge = await RunningBridge.StartAsync(o => o with { MetricsPort = port });
        using HttpClient http = new();

        string text = await http.GetStringAsync(new Uri($"http://127.0.0.1:{port}/metrics"));

        Assert.Contains("# TYPE biozoocte_rankings_running gauge\nbiozoocte_rankings_running 0\n", text);
    }

    [TestMethod]
    public async Task Metrics_AskedForAtTheCallsPort_AreNotShown()
    {
        int port = FreePort();
        await using RunningBridge bridge = await RunningBridge.StartAsync(o => o with { MetricsPort = port });
        using HttpClient http = new();
        using HttpRequestMessage request = new(HttpMethod.Get, $"http://{bridge.Address}/metrics")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Headers = { Host = $"anything:{port}" },
        };

        using HttpResponseMessage answer = await http.SendAsync(request);

        Assert.IsFalse(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
    }

    [TestMethod]
    public async Task UnixSocket_PathOfAFile_IsRefusedAndTheFileStays()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        string path = Path.Combine(folder.FullName, "precious.tif");
        await File.WriteAllTextAsync(path, "kept");

        BridgeStartException error = await Assert.ThrowsExactlyAsync<BridgeStartException>(
            async () => await StartOnSocketAsync(folder, path));

        Assert.Contains("is a file or a folder", error.Message);
        Assert.AreEqual("kept", await File.ReadAllTextAsync(path));
        folder.Delete(recursive: true);
    }

    /// <summary>To open a pipe waits for whoever writes to it.</summary>
    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public async Task UnixSocket_PathOfAPipe_IsRefused()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        string path = Path.Combine(folder.FullName, "pipe");
        using (Process making = Process.Start("mkfifo", path))
        {
            await making.WaitForExitAsync();
        }

        BridgeStartException error = await Assert.ThrowsExactlyAsync<BridgeStartException>(
            () => Task.Run(() => StartOnSocketAsync(folder, path)).WaitAsync(TimeSpan.FromSeconds(20)));

        Assert.Contains("is a file or a folder", error.Message);
        Assert.IsTrue(File.Exists(path));
        folder.Delete(recursive: true);
    }

    [TestMethod]
    public async Task UnixSocket_OfARunningBridge_IsItsOwnUntilItEnds()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        string path = Path.Combine(folder.FullName, "s");
        await using (BridgeHost first = await StartOnSocketAsync(folder, path))
        {
            BridgeStartException error = await Assert.ThrowsExactlyAsync<BridgeStartException>(
                async () => await StartOnSocketAsync(folder, path));
            Assert.Contains("another server listens", error.Message);
            Assert.IsTrue(Path.Exists(path));
        }

        LeaveSocket(path);
        Assert.IsTrue(Path.Exists(path), "as of a bridge that was killed");
        await using (BridgeHost next = await StartOnSocketAsync(folder, path))
        {
            Assert.AreEqual($"unix:{path}", next.Address);
        }

        folder.Delete(recursive: true);
    }

    [TestMethod]
    public async Task Calls_ManyOnOneConnection_LeaveRoomForAnother()
    {
        await using RunningBridge bridge = await RunningBridge.StartAsync(o => o with { Concurrent = 1, Queue = 200 });
        List<RawAnswer> open = [];
        for (int i = 0; i < 300; i++)
        {
            open.Add(await bridge.Client.StartAsync("/grpc.health.v1.Health/Watch", new ByteArrayContent(new byte[5])));
        }

        BridgeAnswer<GetServerInfoResponse> answer = await bridge.Client.Within(TimeSpan.FromSeconds(20))
            .CallAsync<GetServerInfoResponse>("ServerService/GetServerInfo", new GetServerInfoRequest());

        Assert.AreEqual(StatusCode.Ok, answer.Code, answer.Message);
        open.ForEach(one => one.Dispose());
    }

    private static int FreePort()
    {
        using System.Net.Sockets.TcpListener free = new(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }

    /// <summary>A socket that nobody listens at; one is removed with its owner, unless it was moved.</summary>
    private static void LeaveSocket(string path)
    {
        using System.Net.Sockets.Socket socket = new(
            System.Net.Sockets.AddressFamily.Unix,
            System.Net.Sockets.SocketType.Stream,
            System.Net.Sockets.ProtocolType.Unspecified);
        socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint($"{path}.bound"));
        File.Move($"{path}.bound", path);
    }

    private static Task<BridgeHost> StartOnSocketAsync(DirectoryInfo folder, string path) => BridgeHost.StartAsync(
        Options() with
        {
            UnixSocket = path,
            StateFolder = Path.Combine(folder.FullName, "state"),
            ConnectionPath = Path.Combine(folder.FullName, "c.json"),
        },
        new OnnxBackend());

    private static BridgeOptions Options() => new() { ModelRoots = [], ConnectionPath = "", StateFolder = "" };
}
