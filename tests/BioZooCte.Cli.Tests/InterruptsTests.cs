using System.Diagnostics;
using System.Text.Json.Nodes;

using BioZooCte.Cli.Tests.Watch;
using BioZooCte.Testing;

namespace BioZooCte.Cli.Tests;

/// <summary>What becomes of the program when it is asked to end, or its terminal closes.</summary>
[TestClass]
public sealed class InterruptsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "zoocte.dll");

    /// <summary>Whoever runs the tests may ignore signals, as nohup does; their programs would ignore them too.</summary>
    private static readonly string Heeding = OperatingSystem.IsLinux() ? "env --default-signal=INT,HUP " : "";

    [TestInitialize]
    public void RequireSignals()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Inconclusive("The test sends signals.");
        }
    }

    /// <summary>Of a terminal that closes its shell tells, and the system.</summary>
    [TestMethod]
    [DataRow("INT")]
    [DataRow("TERM")]
    [DataRow("HUP")]
    [DataRow("HUP HUP")]
    public async Task Serve_ThatIsAskedToEnd_TakesItsConnectionFileAlong(string signals)
    {
        using TemporaryFolder folder = new();
        using Process server = await ServeAsync(folder, "");

        foreach (string signal in signals.Split(' '))
        {
            await SignalAsync(server, signal);
        }

        Assert.IsTrue(server.WaitForExit(Patience));

        // The second may come when all is done and nobody listens any more: then it ends what is ending.
        int[] expected = signals.Contains(' ') ? [0, 128 + 1] : [0];
        CollectionAssert.Contains(expected, server.ExitCode);
        Assert.IsFalse(File.Exists(folder["connection.json"]));
    }

    [TestMethod]
    public async Task Serve_ByNohup_OutlivesItsTerminal()
    {
        using TemporaryFolder folder = new();
        using Process server = await ServeAsync(folder, "nohup ");

        await SignalAsync(server, "HUP");

        Assert.IsFalse(server.WaitForExit(TimeSpan.FromSeconds(2)));
        Assert.IsTrue(File.Exists(folder["connection.json"]));
        await SignalAsync(server, "TERM");
        Assert.IsTrue(server.WaitForExit(Patience));
        Assert.IsFalse(File.Exists(folder["connection.json"]));
    }

    /// <summary>It goes on to write to the terminal, which fails.</summary>
    [TestMethod]
    public async Task Rank_WhoseTerminalIsClosed_WritesWhatWasFinished()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Inconclusive("The test's terminal is that of util-linux.");
        }

        using WatchedFolders folders = new(images: 10, "dsb256", "dsb360");
        string rank = $"echo $$ > '{folders["pid"]}'; exec {Heeding}dotnet '{Program}' rank --models '{folders.Models}'"
            + $" --images '{folders.Images}' --no-store --perturbation noise:0.1 --runs 40"
            + $" --json '{folders["ranking.json"]}'";
        using Process terminal = Process.Start(
            new ProcessStartInfo("script", ["-qfc", rank, "/dev/null"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            })!;
        string shown = "";
        char[] some = new char[1000];
        while (!shown.Contains("2 of 2", StringComparison.Ordinal))
        {
            int count = await terminal.StandardOutput.ReadAsync(some).AsTask().WaitAsync(Patience);
            Assert.AreNotEqual(0, count, shown);
            shown += new string(some, 0, count);
        }

        terminal.Kill();

        string process = $"/proc/{File.ReadAllText(folders["pid"]).Trim()}";
        await EventuallyAsync(() => !Directory.Exists(process));
        JsonNode ranking = JsonNode.Parse(File.ReadAllText(folders["ranking.json"]))!;
        Assert.IsTrue((bool)ranking["partial"]!);
        JsonNode first = ranking["models"]!.AsArray().Single(model => (string)model!["id"]! == "dsb256")!;
        Assert.AreEqual(10, (int)first["scored"]!);
    }

    private static async Task EventuallyAsync(Func<bool> holds)
    {
        for (int i = 0; i < 600 && !holds(); i++)
        {
            await Task.Delay(100);
        }

        Assert.IsTrue(holds());
    }

    private static async Task<Process> ServeAsync(TemporaryFolder folder, string how)
    {
        string models = Path.Combine(SharedData.RepositoryRoot, "examples", "zoo");
        ProcessStartInfo start = new("sh",
        [
            "-c",
            $"exec {Heeding}{how}dotnet '{Program}' serve --model-root '{models}'"
            + $" --parent-pid {Environment.ProcessId} --state '{folder["state"]}' --spool '{folder.Path}'"
            + $" 2> '{folder["log"]}'",
        ])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["BIOZOOCTE_CONNECTION"] = folder["connection.json"];
        Process server = Process.Start(start)!;
        string? line = await server.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        Assert.IsNotNull(line, File.ReadAllText(folder["log"]));
        Assert.IsTrue(File.Exists(folder["connection.json"]));
        return server;
    }

    private static async Task SignalAsync(Process process, string signal)
    {
        using Process kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        await kill.WaitForExitAsync();
    }
}
