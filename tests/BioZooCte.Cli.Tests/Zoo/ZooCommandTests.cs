using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

using BioZooCte.Cli.Zoo;
using BioZooCte.Onnx;
using BioZooCte.Packages.Zoo;
using BioZooCte.Testing;
using BioZooCte.ZooServer;

namespace BioZooCte.Cli.Tests.Zoo;

[TestClass]
public sealed class ZooCommandTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ZooHttpServer _server = new();
    private readonly ServedZoo _zoo;

    public ZooCommandTests()
    {
        _zoo = new ServedZoo(_server);
        Add("nice-nuclei", "Nuclei everywhere", "onnx: {source: weights.onnx, opset_version: 16}");
        Add("old-torch", "A network", "torchscript: {source: weights.pt, pytorch_version: 2.1}");
    }

    [TestMethod]
    public async Task Search_All_ShowsThoseThatRunFirst()
    {
        using Captured captured = new();
        Assert.AreEqual(ExitCode.Done, await RunAsync(captured, "search"), captured.Error);
        string[] lines = captured.Output.Split('\n');

        Assert.IsTrue(lines.All(line => line.Length <= 100), captured.Output);
        string runs = lines.Single(line => line.Contains("nice-nuclei", StringComparison.Ordinal));
        string[] words = ["Nuclei everywhere", "nuclei", "onnx", "yes"];
        Assert.IsTrue(words.All(word => runs.Contains(word, StringComparison.Ordinal)), runs);
        string not = lines.Single(line => line.Contains("old-torch", StringComparison.Ordinal));
        StringAssert.Contains(not, "no: no ONNX");
        Assert.IsLessThan(Array.IndexOf(lines, not), Array.IndexOf(lines, runs));
        StringAssert.Contains(captured.Output, "2 models found, of which 1 can be run here.");
    }

    [TestMethod]
    public async Task Search_RunnableAsJson_IsThose()
    {
        using Captured captured = new();
        Assert.AreEqual(ExitCode.Done, await RunAsync(captured, "search", "--runnable", "--json"), captured.Error);
        using JsonDocument json = JsonDocument.Parse(captured.Output);
        JsonElement model = json.RootElement.EnumerateArray().Single();

        Assert.AreEqual("nice-nuclei", model.GetProperty("id").GetString());
        Assert.AreEqual("nuclei", model.GetProperty("structures")[0].GetString());
        Assert.IsTrue(model.GetProperty("runnable").GetBoolean());
    }

    [TestMethod]
    public async Task Search_Words_AreAllInTheModel()
    {
        using Captured captured = new();
        await RunAsync(captured, "search", "network", "torch");

        StringAssert.Contains(captured.Output, "old-torch");
        Assert.DoesNotContain("nice-nuclei", captured.Output);
    }

    [TestMethod]
    public async Task Search_ImageThatDoesNotFit_SaysWhy()
    {
        string image = _folder.Write("image.npy", Npy("(64, 64, 2)"));
        using Captured captured = new();
        int code = await RunAsync(captured, "search", "nuclei", "--json", "--image", image, "--image-axes", "yxc");
        Assert.AreEqual(ExitCode.Done, code, captured.Error);
        using JsonDocument json = JsonDocument.Parse(captured.Output);

        Assert.IsFalse(json.RootElement[0].GetProperty("runnable").GetBoolean());
        StringAssert.Contains(json.RootElement[0].GetProperty("reasons_against")[0].GetString(), "image.npy");
    }

    [TestMethod]
    public async Task Search_ImageThatFits_IsTaken()
    {
        string image = _folder.Write("image.npy", Npy("(64, 64, 1)"));
        using Captured captured = new();
        await RunAsync(captured, "search", "nuclei", "--runnable", "--image", image, "--image-axes", "yxc");

        StringAssert.Contains(captured.Output, "1 model found, of which 1 can be run here and take the image.");
    }

    [TestMethod]
    public async Task Get_Several_DownloadsThemAndSaysWhatFailed()
    {
        using Captured captured = new();
        string folder = _folder["zoo"];
        int code = await RunAsync(captured, "get", "nice-nuclei", "old-torch", "no-such", "--out", folder);

        Assert.AreEqual(ExitCode.Misused, code);
        StringAssert.Contains(captured.Output, "nice-nuclei v0: 1");
        StringAssert.Contains(captured.Output, $"in {Path.Combine(folder, "nice-nuclei")}");
        StringAssert.Contains(captured.Output, $"in {Path.Combine(folder, "old-torch")}");
        StringAssert.Contains(captured.Error, "zoocte: no-such: the Zoo has no such model");
        CollectionAssert.AreEquivalent(
            (string[])["nice-nuclei", "old-torch"],
            Directory.GetFileSystemEntries(folder).Select(e => Path.GetFileName(e)).ToArray());
    }

    /// <summary>It is wanted for another program.</summary>
    [TestMethod]
    public async Task Get_WhatCannotBeRun_DownloadsAllOfItWithAWarning()
    {
        using Captured captured = new();
        int code = await RunAsync(captured, "get", "old-torch", "--out", _folder["zoo"]);

        Assert.AreEqual(ExitCode.Done, code, captured.Error);
        StringAssert.Contains(captured.Output, $"in {Path.Combine(_folder["zoo"], "old-torch")}");
        StringAssert.EndsWith(
            captured.Error,
            "zoocte: old-torch: has no ONNX weights, only torchscript (weights.pt), and cannot be run here; all its files were"
            + " downloaded, for other programs.\n");
        Assert.IsTrue(File.Exists(_folder["zoo/old-torch/weights.pt"]));
    }

    [TestMethod]
    public async Task Get_AllOfWhatCannotBeRun_IsAsAskedFor()
    {
        using Captured captured = new();
        int code = await RunAsync(captured, "get", "old-torch", "--all", "--out", _folder["zoo"]);

        Assert.AreEqual(ExitCode.Done, code, captured.Error);
        Assert.DoesNotContain("cannot be run", captured.Error);
        Assert.IsTrue(File.Exists(_folder["zoo/old-torch/weights.pt"]));
    }

    [TestMethod]
    public async Task Get_AnotherHash_IsNotThere()
    {
        _server.Misbehave("*/rdf.yaml=hash");
        using Captured captured = new();
        int code = await RunAsync(captured, "get", "nice-nuclei", "--out", _folder["zoo"]);

        Assert.AreEqual(ExitCode.Misused, code);
        StringAssert.Contains(captured.Error, "rdf.yaml?version=v0: the file has the sha256 ");
        Assert.IsEmpty(Directory.GetFileSystemEntries(_folder["zoo"]));
    }

    [TestMethod]
    public async Task Get_ByAnIndexOfAnEarlierDay_SaysSo()
    {
        using Captured first = new();
        Assert.AreEqual(ExitCode.Done, await RunAsync(first, "get", "nice-nuclei", "--out", _folder["zoo"]), first.Error);
        Assert.DoesNotContain(" is used", first.Error);
        _server.Misbehave($"{ServedZoo.IndexPath}=status:404");
        using Captured captured = new();
        int code = await RunAsync(captured, "get", "nice-nuclei", "--out", _folder["again"]);
        string notice = $"{_zoo.IndexUrl}: the server answered 404 Not Now; expected the file; the index of "
            + $"{DateTime.UtcNow:yyyy-MM-dd} is used";

        Assert.AreEqual(ExitCode.Done, code, captured.Error);
        StringAssert.Contains(captured.Error, $"zoocte: {notice}.\n");
        using Captured absent = new();
        Assert.AreEqual(ExitCode.Misused, await RunAsync(absent, "get", "no-such", "--out", _folder["again"]));
        StringAssert.Contains(absent.Error, $"{notice});");
    }

    [TestMethod]
    [DataRow("nice-nuclei/v0", "nice-nuclei", "nice-nuclei")]
    [DataRow("URL/a/model.zip", "URL/b/Model.zip", "Model")]
    public async Task Get_TwoForOneFolder_FetchesNeither(string first, string second, string name)
    {
        first = first.Replace("URL", _server.Url, StringComparison.Ordinal);
        second = second.Replace("URL", _server.Url, StringComparison.Ordinal);
        using Captured captured = new();
        int code = await RunAsync(captured, "get", first, "old-torch", "no-such", second, "--out", _folder["zoo"]);

        Assert.AreEqual(ExitCode.Misused, code);
        StringAssert.StartsWith(
            captured.Error,
            $"zoocte: {first} and {second} are both for the folder {Path.Combine(_folder["zoo"], name)}; expected one of them,"
            + " and the other with another --out.");
        Assert.AreEqual("", captured.Output);
        Assert.IsEmpty(Directory.GetFileSystemEntries(_folder["zoo"]));
        CollectionAssert.AreEqual(
            (string[])[ServedZoo.IndexPath], _server.Requests.Select(request => request.Path).ToArray());
    }

    [TestMethod]
    public async Task Get_NewerVersion_SaysWhatItReplaces()
    {
        using Captured captured = new();
        await RunAsync(captured, "get", "nice-nuclei", "--out", _folder["zoo"]);
        Add("nice-nuclei", "Nuclei", "onnx: {source: weights.onnx, opset_version: 16}", "v1");
        using Captured newer = new();
        int code = await RunAsync(newer, "get", "nice-nuclei", "--out", _folder["zoo"]);

        Assert.AreEqual(ExitCode.Done, code, newer.Error);
        Assert.DoesNotContain("in place of", captured.Output);
        StringAssert.Contains(newer.Output, $"in {Path.Combine(_folder["zoo"], "nice-nuclei")}, in place of v0\n");
    }

    [TestMethod]
    public async Task Get_WithoutFolder_IsMisuse()
    {
        using Captured captured = new();

        Assert.AreEqual(ExitCode.Misused, await RunAsync(captured, "get", "nice-nuclei"));
        StringAssert.Contains(captured.Error, "See: zoocte zoo get --help");
    }

    [TestMethod]
    public async Task Get_Help_HasExamples()
    {
        using Captured captured = new();
        await RunAsync(captured, "get", "--help");

        StringAssert.Contains(captured.Output, ZooCommand.Examples[^1]);
    }

    [TestMethod]
    public async Task List_Cache_ShowsWhatIsThere()
    {
        using Captured captured = new();
        using ZooClient zoo = Open([]);
        ZooModels models = new(Open);
        await models.FetchAsync("nice-nuclei", CancellationToken.None);
        string torch = await models.FetchAsync("old-torch", CancellationToken.None);
        Assert.AreEqual(ExitCode.Done, await RunAsync(captured, "list"));

        Assert.AreEqual("old-torch", Path.GetFileName(torch));
        StringAssert.Contains(captured.Output, "RDF, ONNX weights");
        StringAssert.Contains(captured.Output, "old-torch");
        StringAssert.Contains(captured.Output, $"Cache: {zoo.Folder}");
    }

    [TestMethod]
    public async Task Prune_Cache_SaysWhatIsFreedAndWhatStays()
    {
        using (ZooClient zoo = Open([]))
        {
            await zoo.DownloadAsync("nice-nuclei");
        }

        ZooModels models = new(Open);
        string used = await models.FetchAsync("old-torch", CancellationToken.None);
        using Captured young = new();
        Assert.AreEqual(ExitCode.Done, await RunAsync(young, "prune", "--older-than", "30"), young.Error);
        using Captured planned = new();
        Assert.AreEqual(ExitCode.Done, await RunAsync(planned, "prune", "--all", "--dry-run"), planned.Error);
        using Captured captured = new();
        Assert.AreEqual(ExitCode.Done, await RunAsync(captured, "prune", "--all"), captured.Error);

        static string Plain(string text) => text.Replace('\n', ' ');
        StringAssert.Contains(Plain(young.Output), "removed 0 packages and 0 other files; 0 B freed.");
        StringAssert.Matches(Plain(planned.Output), new Regex(@"would remove 1 package and \d+ other files; [\d.]+ kB freed\."));
        Assert.AreEqual(Plain(planned.Output).Replace("would remove", "removed"), Plain(captured.Output));
        StringAssert.Contains(
            Plain(captured.Output), "Left in place: 1 that a running process uses, where files of yours lie, or that");
        Assert.IsTrue(File.Exists(Path.Combine(used, "rdf.yaml")));
        using ZooClient after = Open([]);
        Assert.AreEqual("old-torch", after.FindDownloaded().Single().Id);
    }

    [TestMethod]
    [DataRow("--older-than and --all are given; expected one of them.", "--all --older-than 30")]
    [DataRow("--older-than is '99999999'; expected a whole number from 1 to 36525.", "--older-than 99999999")]
    public async Task Prune_TooMuch_IsRefused(string message, string arguments)
    {
        using Captured captured = new();

        Assert.AreEqual(ExitCode.Misused, await RunAsync(captured, ["prune", .. arguments.Split(' ')]));
        StringAssert.Contains(captured.Error, message);
    }

    [TestMethod]
    public async Task List_Folder_ShowsEveryPackageAndWhetherItRuns()
    {
        string model = Path.Combine(SharedData.RepositoryRoot, "examples", "zoo", "dsb256");
        Directory.CreateDirectory(_folder["zoo/own-net"]);
        foreach (string name in (string[])["rdf.yaml", "weights.onnx"])
        {
            File.Copy(Path.Combine(model, name), _folder[$"zoo/own-net/{name}"]);
        }

        using Captured captured = new();
        await RunAsync(captured, "get", "old-torch", "--all", "--out", _folder["zoo"]);
        _folder.Write("zoo/broken/rdf.yaml", 0xff);
        using Captured listed = new();
        Assert.AreEqual(ExitCode.Done, await RunAsync(listed, "list", _folder["zoo"]), listed.Error);
        string[] lines = listed.Output.Split('\n');

        string LineOf(string id) => lines.Single(line => line.Contains(id, StringComparison.Ordinal));
        StringAssert.Matches(LineOf("own-net"), new Regex(@"own-net +\S+ +\S.* yes$"));
        StringAssert.Matches(LineOf("old-torch"), new Regex(@"old-torch +v0 +A network +no: "));
        StringAssert.Matches(LineOf("broken"), new Regex(@"broken +– +– +no: "));
        Assert.DoesNotContain("Cache:", listed.Output);
    }

    [TestMethod]
    public async Task List_FolderThatIsNotThere_IsMisuse()
    {
        using Captured captured = new();

        Assert.AreEqual(ExitCode.Misused, await RunAsync(captured, "list", _folder["none"]));
        Assert.AreEqual($"zoocte: list {_folder["none"]}: there is no such folder.\n", captured.Error);
    }

    [TestMethod]
    public async Task Fetch_WhatIsNoName_IsLeftAsItIs()
    {
        ZooModels models = new(Open);

        foreach (string source in (string[])["dsb256", "no/such/path", _folder.Path, "https://example.org/rdf.yaml"])
        {
            Assert.AreEqual(source, await models.FetchAsync(source, CancellationToken.None));
        }

        Assert.IsEmpty(_server.Requests);
    }

    [TestMethod]
    public async Task Fetch_NameOfNothing_SaysThatItIsNoPathEither()
    {
        ZooModels models = new(Open);

        StringAssert.StartsWith(
            (await Assert.ThrowsExactlyAsync<InvalidUsageException>(
                () => models.FetchAsync("no-such", CancellationToken.None))).Message,
            "no-such: there is no such file or folder, nor is it to be had from the Zoo (no-such: the Zoo has no such model");
    }

    [TestMethod]
    public void Open_HostThatIsNone_SaysSo() => Assert.AreEqual(
        "--allow-host a/b: 'a/b' is no host; expected HOST or HOST:PORT.",
        Assert.ThrowsExactly<InvalidUsageException>(() => LibraryZoo.Open(["a/b"])).Message);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    private ZooClient Open(IReadOnlyList<string> hosts) => new(new ZooOptions
    {
        CacheFolder = _folder["cache"],
        IndexUrl = _zoo.IndexUrl,
        IdPattern = $"{_server.Url}/bioimage-io/artifacts/{{id}}/files/rdf.yaml",
        AllowedHosts = [_server.Host, .. hosts],
    });

    private Task<int> RunAsync(Captured captured, params string[] arguments) => captured.RunAsync(
        ZooCommand.Create(captured.Terminal, Open, new OnnxBackend()), ZooCommand.Examples, ["zoo", .. arguments]);

    private void Add(string id, string name, string weights, string version = "v0")
    {
        string rdf = $$"""
            format_version: 0.5.4
            type: model
            name: {{name}}
            inputs:
            - id: raw
              axes:
              - type: batch
              - {type: channel, channel_names: [dapi]}
              - {type: space, id: y, size: {min: 64, step: 16} }
              - {type: space, id: x, size: {min: 64, step: 16} }
            outputs:
            - id: probability
              axes:
              - type: batch
              - {type: channel, channel_names: [foreground]}
              - {type: space, id: y, size: {tensor_id: raw, axis_id: y} }
              - {type: space, id: x, size: {tensor_id: raw, axis_id: x} }
            weights:
              {{weights}}
            """;
        _zoo.Add(id, version, new Dictionary<string, byte[]>
        {
            ["rdf.yaml"] = Encoding.UTF8.GetBytes(rdf),
            ["weights.onnx"] = new byte[500],
            ["weights.pt"] = new byte[500],
        });
    }

    /// <summary>An array of single bytes, all 0.</summary>
    private static byte[] Npy(string shape)
    {
        int count = shape.Trim('(', ')').Split(',').Aggregate(1, (product, size) => product * int.Parse(size, null));
        string header = $"{{'descr': '|u1', 'fortran_order': False, 'shape': {shape}, }}";
        header = header.PadRight(128 - 11) + "\n";
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header), .. new byte[count]];
    }
}
