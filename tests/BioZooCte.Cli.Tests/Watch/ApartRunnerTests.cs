using System.Diagnostics;

using BioZooCte.Bridge.Isolation;
using BioZooCte.Bridge.Isolation.Messages;
using BioZooCte.Bridge.V1;
using BioZooCte.Cli.Watch;
using BioZooCte.Sqlite;

using PairScore = BioZooCte.Bridge.V1.PairScore;

namespace BioZooCte.Cli.Tests.Watch;

/// <summary>Models in processes of their own.</summary>
[TestClass]
public sealed class ApartRunnerTests
{
    private readonly List<WatchEvent.ImageScored> _told = [];
    private readonly List<string> _notes = [];

    [TestMethod]
    public async Task Child_ThatEndsWell_TellsOfEachImage_AndKeepsIt()
    {
        using WatchedFolders folders = new(images: 2, "dsb256");
        using SqliteResults store = SqliteResults.Open(folders["store"]);
        string[] images = [folders.ImageAt(0), folders.ImageAt(1)];

        ApartEnd? first = await Runner(ChildLines.Real, store).RunAsync(ModelOf(folders), images, CancellationToken.None);
        WatchEvent.ImageScored[] told = [.. _told.OrderBy(scored => scored.Image)];
        ApartEnd? second = await Runner(ChildLines.Real, store).RunAsync(ModelOf(folders), images, CancellationToken.None);

        Assert.IsNull(first, first?.Reason);
        Assert.IsNull(second, second?.Reason);
        Assert.IsEmpty(_notes);
        CollectionAssert.AreEqual(images, told.Select(scored => scored.Image).ToArray());
        Assert.AreEqual("contrast:0.7 gamma:1.5", string.Join(' ', told[0].Pairs.Select(pair => pair.Perturbation)));
        Assert.IsTrue(told.All(scored => scored.Model == ModelOf(folders) && scored.Pairs.All(pair => pair.Score > 0)));
        Assert.HasCount(2, _told, "What was kept is told again.");
    }

    [TestMethod]
    public async Task Child_ThatCrashes_IsAFaultThatSaysHowItEnded()
    {
        using WatchedFolders folders = new(images: 1);
        using SqliteResults store = SqliteResults.Open(folders["store"]);
        ApartRunner runner = Runner(ChildLines.Of("echo out of luck >&2; kill -SEGV $$"), store);

        ApartEnd? end = await runner.RunAsync(ModelOf(folders), [folders.ImageAt(0)], CancellationToken.None);

        Assert.AreEqual(new ApartEnd("it ended the process that ran it (exit code 139, signal 11: out of luck)"), end);
        Assert.IsEmpty(_notes);
    }

    [TestMethod]
    public async Task Child_ThatASignalAskedToEnd_IsNoFault()
    {
        using WatchedFolders folders = new(images: 1);
        using SqliteResults store = SqliteResults.Open(folders["store"]);
        ApartRunner runner = Runner(ChildLines.Of("kill -TERM $$"), store);

        ApartEnd? end = await runner.RunAsync(ModelOf(folders), [folders.ImageAt(0)], CancellationToken.None);

        Assert.IsNull(end, end?.Reason);
        Assert.Contains("exit code 143, signal 15", _notes.Single());
        Assert.StartsWith(ModelOf(folders), _notes.Single());
    }

    /// <summary>The program answers such a signal, and ends by itself.</summary>
    [TestMethod]
    public async Task Child_ThatIsAskedToEndWhileItRuns_IsNoFault()
    {
        using WatchedFolders folders = new(images: 30, "dsb256");

        ApartEnd? end = await SignalWhileItRunsAsync(folders, "-TERM");

        Assert.IsNull(end, end?.Reason);
        Assert.IsLessThan(30, _told.Count);
        Assert.AreEqual($"{ModelOf(folders)}: The process that ran the models was asked to end.", _notes.Single());
    }

    /// <summary>As a system does whose memory has run out.</summary>
    [TestMethod]
    public async Task Child_ThatIsKilledWhileItRuns_IsSaidToBe()
    {
        using WatchedFolders folders = new(images: 30, "dsb256");

        ApartEnd? end = await SignalWhileItRunsAsync(folders, "-KILL");

        Assert.IsTrue(end?.IsKilled);
        Assert.IsLessThan(30, _told.Count);
        Assert.IsEmpty(_notes);
        Assert.StartsWith(
            "the process that ran it was killed (memory may have run out): exit code 137, signal 9", end!.Reason);
    }

    [TestMethod]
    public async Task Child_ThatIsCancelled_HasEnded()
    {
        using WatchedFolders folders = new(images: 1);
        using SqliteResults store = SqliteResults.Open(folders["store"]);
        using CancellationTokenSource stop = new();
        string pid = folders["pid"];
        ApartRunner runner = Runner(ChildLines.Of($"echo $$ >'{pid}.new'; mv '{pid}.new' '{pid}'; exec sleep 600"), store);

        Task<ApartEnd?> running = runner.RunAsync(ModelOf(folders), [folders.ImageAt(0)], stop.Token);
        await EventuallyAsync(() => File.Exists(pid));
        await stop.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => running);
        int child = int.Parse(await File.ReadAllTextAsync(pid), System.Globalization.CultureInfo.InvariantCulture);
        await EventuallyAsync(() => Process.GetProcesses().All(process => process.Id != child));
        Assert.IsEmpty(_notes);
    }

    /// <summary>A command line has no room for them.</summary>
    [TestMethod]
    public async Task Images_OfManyMegabytesOfPaths_AllGetThere()
    {
        using WatchedFolders folders = new(images: 0);
        using SqliteResults store = SqliteResults.Open(folders["store"]);
        string[] images = [.. Enumerable.Range(0, 40_000).Select(i => $"/{new string('x', 120)}/{i}.tif")];
        int bytes = images.Sum(image => image.Length);
        await WriteAsync(
            folders["answer"],
            new FromChild { Event = new RankingEvent { ImageScored = Scored((uint)images.Length - 1) } },
            new FromChild { Ranking = new Bridge.V1.Ranking() });
        ApartRunner runner = Runner(
            ChildLines.Of($"head -c {bytes} >'{folders["got"]}'; cat '{folders["answer"]}'"), store);

        ApartEnd? end = await runner.RunAsync(ModelOf(folders), images, CancellationToken.None);

        Assert.IsNull(end, end?.Reason);
        Assert.AreEqual(bytes, new FileInfo(folders["got"]).Length);
        WatchEvent.ImageScored told = _told.Single();
        Assert.AreEqual(images[^1], told.Image);
        Assert.AreEqual(new Ranking.PairScore("a.tif", "gamma:1.5", 2, 0.25, null, null), told.Pairs[0]);
        Assert.AreEqual(new Ranking.PairScore("a.tif", "gamma:2", 0, null, 0.5, "empty"), told.Pairs[1]);
    }

    private async Task<ApartEnd?> SignalWhileItRunsAsync(WatchedFolders folders, string signal)
    {
        using SqliteResults store = SqliteResults.Open(folders["store"]);
        string pid = folders["pid"];
        ApartRunner runner = new(
            ChildLines.Of($"echo $$ >'{pid}'; {ChildLines.RealWords}"),
            new RankingSettings { Perturbations = { "noise:0.1" }, Runs = 40 }, // the other images take long
            new EstimationOptions(),
            store)
        {
            Tell = happened =>
            {
                Tell(happened);
                if (happened is WatchEvent.ImageScored && _told.Count == 1)
                {
                    using Process killing = Process.Start("kill", [signal, File.ReadAllText(pid).Trim()]);
                    killing.WaitForExit();
                }
            },
            Note = _notes.Add,
        };

        return await runner.RunAsync(
            ModelOf(folders), [.. Enumerable.Range(0, 30).Select(folders.ImageAt)], CancellationToken.None);
    }

    private ApartRunner Runner(IReadOnlyList<string> child, SqliteResults store) =>
        new(child, new RankingSettings(), new EstimationOptions(), store) { Tell = Tell, Note = _notes.Add };

    private void Tell(WatchEvent happened) => _told.Add((WatchEvent.ImageScored)happened);

    private static string ModelOf(WatchedFolders folders) => Path.Combine(folders.Models, "dsb256");

    private static ImageScored Scored(uint image) => new()
    {
        Image = image,
        Pairs =
        {
            new PairScore { Image = "a.tif", Perturbation = "gamma:1.5", Run = 2, Score = 0.25 },
            new PairScore { Image = "a.tif", Perturbation = "gamma:2", Foreground = 0.5, Reason = "empty" },
        },
    };

    private static async Task WriteAsync(string path, params FromChild[] messages)
    {
        using FileStream file = File.Create(path);
        foreach (FromChild message in messages)
        {
            await DelimitedStream.WriteAsync(file, message, CancellationToken.None);
        }
    }

    private static async Task EventuallyAsync(Func<bool> holds)
    {
        for (int i = 0; i < 3000 && !holds(); i++)
        {
            await Task.Delay(10);
        }

        Assert.IsTrue(holds());
    }
}
