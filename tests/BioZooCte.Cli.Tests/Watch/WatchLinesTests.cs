using System.Text.Json;

using BioZooCte.Cli.Watch;
using BioZooCte.Ranking;

namespace BioZooCte.Cli.Tests.Watch;

[TestClass]
public sealed class WatchLinesTests
{
    private const string Time = "\"time\":\"2026-03-01T12:30:00Z\"";

    [TestMethod]
    public void WriteStart_SaysWhatIsWatched() => Assert.AreEqual(
        $$"""{"event":"watching",{{Time}},"models":"zoo","images":"scans","store":"results.sqlite"}""",
        Written(lines => lines.WriteStart(
            new WatchOptions { ModelFolders = ["zoo"], ImageFolder = "scans" }, "results.sqlite")));

    [TestMethod]
    public void WriteEnd_SaysWhy() => Assert.AreEqual(
        $$"""{"event":"ended",{{Time}},"reason":"stopped"}""", Written(lines => lines.WriteEnd("stopped")));

    [TestMethod]
    public void Write_FolderEvents_NameWhatTheyAreAbout()
    {
        AssertLine("model-found", "\"model\":\"zoo/µ\"", new WatchEvent.ModelFound("zoo/µ"));
        AssertLine("model-gone", "\"model\":\"zoo/a\"", new WatchEvent.ModelGone("zoo/a"));
        AssertLine(
            "model-incomplete", "\"model\":\"zoo/a\",\"reason\":\"no 'weights'\"",
            new WatchEvent.ModelIncomplete("zoo/a", "no 'weights'"));
        AssertLine(
            "model-crashed", "\"model\":\"zoo/a\",\"reason\":\"signal 11\"",
            new WatchEvent.ModelCrashed("zoo/a", "signal 11"));
        AssertLine("image-found", "\"image\":\"a.tif\"", new WatchEvent.ImageFound("a.tif"));
        AssertLine("image-gone", "\"image\":\"a.tif\"", new WatchEvent.ImageGone("a.tif"));
        AssertLine("not-ranked", "\"reason\":\"too few\"", new WatchEvent.NotRanked("too few"));
    }

    [TestMethod]
    public void Write_ImageScored_HasAScoreOrAReasonForEachPair() => AssertLine(
        "image-scored",
        """
        "model":"zoo/a","image":"a.tif","scores":[
        {"perturbation":"gamma:1.5","run":0,"score":0.25,"reason":null},
        {"perturbation":"noise:0.1","run":2,"score":null,"reason":"empty"}]
        """,
        new WatchEvent.ImageScored(
            "zoo/a",
            "a.tif",
            [
                new PairScore("a.tif", "gamma:1.5", 0, 0.25, 0.5, null),
                new PairScore("a.tif", "noise:0.1", 2, null, 0, PairScore.EmptyReason),
            ]));

    [TestMethod]
    public void Write_Ranked_HasEachModelWithItsPlaceOrItsError()
    {
        ModelScore none = new() { Id = "", Source = "", Images = 0, Scored = 0, Empty = 0, Failed = 0 };
        ModelRanking ranking = new()
        {
            Models =
            [
                none with { Source = "zoo/a", Structure = "nuclei", Rank = 1, Score = 0.5 },
                none with { Source = "zoo/b", Error = "it ended" },
            ],
            Metric = "miou",
            Estimator = "cte",
            HigherIsBetter = true,
            IsPartial = false,
        };

        AssertLine(
            "ranked",
            """
            "images":2,"ranking":[
            {"model":"zoo/a","structure":"nuclei","rank":1,"score":0.5,"error":null},
            {"model":"zoo/b","structure":null,"rank":null,"score":null,"error":"it ended"}]
            """,
            new WatchEvent.Ranked(ranking, ["zoo/a", "zoo/b"], ["a.tif", "b.tif"]));
    }

    [TestMethod]
    public void Write_BySeveralThreads_WritesOneLineAfterTheOther()
    {
        using SlowWriter output = new();
        WatchLines lines = new(output, new Clock());
        Thread[] threads = [.. Enumerable.Range(0, 4).Select(i => new Thread(() =>
        {
            for (int j = 0; j < 5; j++)
            {
                lines.Write(new WatchEvent.ImageFound($"{i} {j}.tif"));
            }
        }))];

        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());

        IEnumerable<string?> images = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("image").GetString());
        Assert.AreEqual(20, images.Distinct().Count());
        Assert.AreEqual(1, output.MostAtOnce);
    }

    private static void AssertLine(string name, string rest, WatchEvent happened) => Assert.AreEqual(
        $$"""{"event":"{{name}}",{{Time}},{{rest.ReplaceLineEndings("")}}}""", Written(lines => lines.Write(happened)));

    private static string Written(Action<WatchLines> write)
    {
        using StringWriter output = new();
        write(new WatchLines(output, new Clock()));
        string[] parts = output.ToString().Split('\n');
        Assert.HasCount(2, parts);
        Assert.AreEqual("", parts[1]);
        return parts[0];
    }

    /// <summary>Takes its time, and counts who writes meanwhile.</summary>
    private sealed class SlowWriter : StringWriter
    {
        private readonly Lock _lock = new();
        private int _inside;

        public int MostAtOnce { get; private set; }

        public override void Write(string? value)
        {
            lock (_lock)
            {
                MostAtOnce = Math.Max(MostAtOnce, ++_inside);
            }

            Thread.Sleep(5);
            lock (_lock)
            {
                base.Write(value);
                _inside--;
            }
        }
    }

    private sealed class Clock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 3, 1, 13, 30, 0, TimeSpan.FromHours(1));
    }
}
