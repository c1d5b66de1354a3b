using System.Text.Json.Nodes;

using BioZooCte.Cli.Watch;
using BioZooCte.Onnx;

namespace BioZooCte.Cli.Tests.Watch;

[TestClass]
public sealed class WatchCommandTests
{
    [TestMethod]
    public async Task Watch_Once_TellsOfAllAndEnds()
    {
        using WatchedFolders folders = new(images: 2, "dsb256", "histo");
        using Captured captured = new();

        int code = await RunAsync(captured, ChildLines.Real, [.. Once(folders), "--json", folders["ranking.json"]]);

        Assert.AreEqual(ExitCode.Done, code, captured.Error);
        Assert.AreEqual("", captured.Error);
        JsonNode[] lines = LinesOf(captured.Output);
        Assert.AreEqual(
            "watching model-found model-found image-found image-found"
            + " image-scored image-scored image-scored image-scored ranked ended",
            string.Join(' ', lines.Select(EventOf)));
        Assert.AreEqual("ranked", (string?)lines[^1]["reason"]);
        Assert.AreEqual(2, (int?)lines[^2]["images"]);
        JsonNode? json = JsonNode.Parse(await File.ReadAllTextAsync(folders["ranking.json"]));
        CollectionAssert.AreEqual(
            json!["models"]!.AsArray().Select(model => (double?)model!["score"]).ToArray(),
            lines[^2]["ranking"]!.AsArray().Select(model => (double?)model!["score"]).ToArray());
    }

    [TestMethod]
    public async Task Watch_Isolated_WritesTheLinesThatItWritesWithout()
    {
        using WatchedFolders folders = new(images: 2, "dsb256", "histo");
        using Captured here = new();
        using Captured apart = new();

        await RunAsync(here, ChildLines.Real, [.. Once(folders), "--store", folders["here"], "--runs", "2"]);
        int code = await RunAsync(
            apart, ChildLines.Real, [.. Once(folders), "--store", folders["apart"], "--runs", "2", "--isolate"]);

        Assert.AreEqual(ExitCode.Done, code, apart.Error);
        Assert.AreEqual("", apart.Error);
        Assert.HasCount(4, LinesOf(apart.Output).Where(line => EventOf(line) == "image-scored"));
        CollectionAssert.AreEqual(Comparable(here.Output), Comparable(apart.Output));
    }

    [TestMethod]
    public async Task Watch_IsolatedModelThatCrashes_IsNamed_AndTheOthersAreRanked()
    {
        using WatchedFolders folders = new(images: 1, "dsb256", "histo");
        using Captured first = new();
        using Captured second = new();
        string[] arguments = [.. Once(folders), "--isolate"];
        IReadOnlyList<string> child = ChildLines.Of(
            $"if mkdir '{folders["began"]}'; then kill -SEGV $$; fi 2>/dev/null; {ChildLines.RealWords}");

        int code = await RunAsync(first, child, arguments);
        await RunAsync(second, child, arguments);

        Assert.AreEqual(ExitCode.Done, code, first.Error);
        JsonNode crashed = LinesOf(first.Output).Single(line => EventOf(line) == "model-crashed");
        Assert.AreEqual(Path.Combine(folders.Models, "dsb256"), (string?)crashed["model"]);
        Assert.Contains("exit code 139, signal 11", (string?)crashed["reason"] ?? "");
        JsonNode ranked = LinesOf(first.Output)[^2];
        Assert.AreEqual(Path.Combine(folders.Models, "histo"), (string?)ranked["ranking"]![0]!["model"]);
        Assert.IsNotNull(ranked["ranking"]![0]!["score"]);
        Assert.IsNotNull(ranked["ranking"]![1]!["error"]);
        Assert.IsEmpty(
            LinesOf(second.Output).Where(line => EventOf(line) is "model-crashed" or "image-scored"), "It ran again.");
    }

    /// <summary>As a system does whose memory has run out; the next watch may have more.</summary>
    [TestMethod]
    public async Task Watch_IsolatedModelThatIsKilled_IsNamed_AndRunByTheNextWatch()
    {
        using WatchedFolders folders = new(images: 1, "dsb256");
        using Captured first = new();
        using Captured second = new();
        string[] arguments = [.. Once(folders), "--isolate"];
        IReadOnlyList<string> child = ChildLines.Of(
            $"if mkdir '{folders["began"]}'; then kill -KILL $$; fi 2>/dev/null; {ChildLines.RealWords}");

        await RunAsync(first, child, arguments);
        int code = await RunAsync(second, child, arguments);

        JsonNode killed = LinesOf(first.Output).Single(line => EventOf(line) == "model-crashed");
        Assert.AreEqual(Path.Combine(folders.Models, "dsb256"), (string?)killed["model"]);
        Assert.Contains("was killed (memory may have run out)", (string?)killed["reason"] ?? "");
        Assert.IsNotNull(LinesOf(first.Output)[^2]["ranking"]![0]!["error"]);
        Assert.AreEqual(ExitCode.Done, code, second.Error);
        Assert.HasCount(1, LinesOf(second.Output).Where(line => EventOf(line) == "image-scored"));
        Assert.IsNotNull(LinesOf(second.Output)[^2]["ranking"]![0]!["score"]);
    }

    [TestMethod]
    public async Task Watch_StoppedWhileAModelRunsApart_SaysSo_AndKeepsNothingAgainstTheModel()
    {
        using WatchedFolders folders = new(images: 1, "dsb256");
        using Captured stopped = new();
        using Captured whole = new();
        using CancellationTokenSource stop = new();
        string began = folders["began"];
        string[] arguments = [.. Once(folders), "--isolate"];

        Task<int> running = RunAsync(
            stopped, ChildLines.Of($"echo >'{began}'; exec sleep 600"), arguments, stop.Token);
        for (int i = 0; i < 3000 && !File.Exists(began); i++)
        {
            await Task.Delay(10);
        }

        await stop.CancelAsync();
        int code = await running;
        await RunAsync(whole, ChildLines.Real, arguments);

        Assert.AreEqual(ExitCode.Incomplete, code);
        Assert.AreEqual("stopped", (string?)LinesOf(stopped.Output)[^1]["reason"]);
        Assert.IsEmpty(LinesOf(stopped.Output).Where(line => EventOf(line) == "model-crashed"));
        Assert.HasCount(1, LinesOf(whole.Output).Where(line => EventOf(line) == "image-scored"));
    }

    [TestMethod]
    public async Task Watch_OnceWithoutModels_IsIncomplete()
    {
        using WatchedFolders folders = new(images: 1);
        using Captured captured = new();

        int code = await RunAsync(captured, ChildLines.Real, Once(folders));

        Assert.AreEqual(ExitCode.Incomplete, code);
        Assert.AreEqual("nothing to rank", (string?)LinesOf(captured.Output)[^1]["reason"]);
    }

    [TestMethod]
    [DataRow("--models", "nowhere", "there is no such folder")]
    [DataRow("--images", "nowhere", "there is no such folder")]
    [DataRow("--interval", "0", "from 0.1 to 86400")]
    public async Task Watch_WrongOption_IsMisuse(string option, string value, string expected)
    {
        using WatchedFolders folders = new(images: 0);
        using Captured captured = new();
        Dictionary<string, string> options = new(StringComparer.Ordinal)
        {
            ["--models"] = folders.Models,
            ["--images"] = folders.Images,
            [option] = value,
        };

        int code = await RunAsync(
            captured, ChildLines.Real, [.. options.SelectMany(one => new[] { one.Key, one.Value })]);

        Assert.AreEqual(ExitCode.Misused, code);
        Assert.Contains(expected, captured.Error);
        Assert.AreEqual("", captured.Output);
    }

    private static string[] Once(WatchedFolders folders) =>
        ["--models", folders.Models, "--images", folders.Images, "--once", "--interval", "0.1"];

    private static async Task<int> RunAsync(
        Captured captured,
        IReadOnlyList<string> child,
        string[] arguments,
        CancellationToken cancellationToken = default)
    {
        ZoocteCommand program = new(captured.Terminal);
        program.Add(WatchCommand.Create(captured.Terminal, new OnnxBackend(), child), WatchCommand.Examples);
        return await program.RunAsync(["watch", .. arguments], cancellationToken);
    }

    private static JsonNode[] LinesOf(string output) =>
        [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];

    private static string? EventOf(JsonNode line) => (string?)line["event"];

    /// <summary>The lines but for time and store; images are scored in any order.</summary>
    private static string[] Comparable(string output) =>
        [.. LinesOf(output).Select(Comparable).Order(StringComparer.Ordinal)];

    private static string Comparable(JsonNode line)
    {
        line.AsObject().Remove("time");
        line.AsObject().Remove("store");
        return line.ToJsonString();
    }
}
