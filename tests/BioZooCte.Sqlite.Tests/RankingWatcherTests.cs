using BioZooCte.Ranking;
using BioZooCte.Tests.Models;

namespace BioZooCte.Sqlite.Tests;

/// <summary>What a watcher ranks while folders change.</summary>
[TestClass]
public sealed class RankingWatcherTests
{
    [TestMethod]
    public async Task WatchAsync_Once_RanksWhatIsThere()
    {
        using Lab lab = new();
        (IReadOnlyList<string> all, string expected) = await lab.RankAsync(keeps: false);

        List<WatchEvent> happened = await lab.WatchAsync(isOnce: true);
        List<WatchEvent> again = await lab.WatchAsync(isOnce: true);

        WatchEvent.Ranked ranked = happened.OfType<WatchEvent.Ranked>().Single();
        Assert.AreEqual(expected, await lab.ToJsonAsync(ranked.Ranking));
        Assert.AreEqual(3, happened.OfType<WatchEvent.ModelFound>().Count());
        Assert.AreEqual(3, happened.OfType<WatchEvent.ImageFound>().Count());
        Assert.AreEqual(9, happened.OfType<WatchEvent.ImageScored>().Count());
        Assert.HasCount(2 * all.Count, lab.Passes);
        Assert.IsEmpty(again.OfType<WatchEvent.ImageScored>());
        Assert.AreEqual(expected, await lab.ToJsonAsync(again.OfType<WatchEvent.Ranked>().Single().Ranking));
        Assert.HasCount(2 * all.Count, lab.Passes);
    }

    [TestMethod]
    public async Task WatchAsync_FoldersChange_RanksWhatIsNewAndDropsWhatLeft()
    {
        using Lab lab = new();
        List<WatchEvent> happened = [];
        int rankings = 0;
        string? last = null;
        await foreach (WatchEvent one in lab.Watch(isOnce: false))
        {
            happened.Add(one);
            if (one is not WatchEvent.Ranked ranked)
            {
                continue;
            }

            switch (++rankings)
            {
                case 1:
                    lab.Models.Add(lab.AddModel("fourth", new FakeModel { Halo = 1 }));
                    break;
                case 2:
                    lab.Images.Add(lab.AddImage("d.tif", 24, 24));
                    break;
                case 3:
                    Directory.Delete(lab.Models[0], recursive: true);
                    lab.Models.RemoveAt(0);
                    File.Delete(lab.Images[1]);
                    lab.Images.RemoveAt(1);
                    break;
                default:
                    last = await lab.ToJsonAsync(ranked.Ranking);
                    break;
            }

            // Model and image may be seen to have left one after the other.
            if (ranked.Models.Length == 3 && ranked.Images.Length == 3 && rankings > 3)
            {
                break;
            }
        }

        Assert.AreEqual((await lab.RankAsync(keeps: false)).Json, last);
        Assert.AreEqual(1, happened.OfType<WatchEvent.ModelGone>().Count());
        Assert.AreEqual(1, happened.OfType<WatchEvent.ImageGone>().Count());
        Assert.AreEqual(9 + 3 + 4, happened.OfType<WatchEvent.ImageScored>().Count());
    }

    [TestMethod]
    public async Task WatchAsync_PackageThatIsBeingWritten_IsTakenWhenItCanBeRead()
    {
        using Lab lab = new();
        string rdf = Path.Combine(lab.Models[2], "rdf.yaml");
        string whole = await File.ReadAllTextAsync(rdf);
        await File.WriteAllTextAsync(rdf, whole[..200]);
        List<WatchEvent> happened = [];
        await foreach (WatchEvent one in lab.Watch(isOnce: false))
        {
            happened.Add(one);
            if (one is WatchEvent.ModelIncomplete)
            {
                await File.WriteAllTextAsync($"{lab.Models[2]}/.rdf", whole);
                File.Move($"{lab.Models[2]}/.rdf", rdf, overwrite: true);
            }

            if (one is WatchEvent.Ranked { Models.Length: 3 })
            {
                break;
            }
        }

        WatchEvent.ModelIncomplete incomplete = happened.OfType<WatchEvent.ModelIncomplete>().Single();
        Assert.AreEqual(lab.Models[2], incomplete.Source);
        Assert.Contains("rdf.yaml", incomplete.Reason);
        Assert.HasCount(2, happened.OfType<WatchEvent.Ranked>().First().Models);
    }

    [TestMethod]
    public async Task WatchAsync_SeveralFolders_TakesTheFirstOfOneName()
    {
        using Lab lab = new();
        using Lab other = new();
        string fourth = other.AddModel("fourth", new FakeModel { Halo = 1 });
        lab.ChangeWatch = options => options with
        {
            ModelFolders = [lab.Models[1], .. options.ModelFolders, Path.GetDirectoryName(fourth)!],
        };

        List<WatchEvent> happened = await lab.WatchAsync(isOnce: true);

        Assert.AreSequenceEqual(
            [lab.Models[1], lab.Models[0], lab.Models[2], fourth], happened.OfType<WatchEvent.Ranked>().Single().Models);
    }

    [TestMethod]
    public async Task WatchAsync_ImageThatIsNotTaken_IsNotThere()
    {
        using Lab lab = new();
        lab.ChangeWatch = options => options with { TakesImage = path => path != lab.Images[1] };

        List<WatchEvent> happened = await lab.WatchAsync(isOnce: true);

        Assert.AreSequenceEqual(
            [lab.Images[0], lab.Images[2]], happened.OfType<WatchEvent.Ranked>().Single().Images);
        Assert.AreEqual(2, happened.OfType<WatchEvent.ImageFound>().Count());
    }

    [TestMethod]
    public async Task WatchAsync_InTurns_RunsNothingOutsideThem()
    {
        using Lab lab = new();
        List<int> passesAtTurns = [];
        lab.ChangeWatch = options => options with
        {
            InTurn = async (rank, token) =>
            {
                await Task.Delay(200, token);
                passesAtTurns.Add(lab.Passes.Count);
                await rank(1);
                passesAtTurns.Add(lab.Passes.Count);
            },
        };

        await lab.WatchAsync(isOnce: true);

        Assert.HasCount(2, passesAtTurns);
        Assert.AreEqual(0, passesAtTurns[0]);
        Assert.IsGreaterThan(0, passesAtTurns[1]);
        Assert.AreEqual(lab.Passes.Count, passesAtTurns[1]);
    }

    /// <summary>Models that cannot be compared yet are no reason to end: more may come.</summary>
    [TestMethod]
    public async Task WatchAsync_TooFewModelsToCompare_SaysSoAndGoesOn()
    {
        using Lab lab = new();
        lab.Options = lab.Options with { Estimator = RankingEstimator.Combined };
        string third = lab.Models[2];
        string hidden = Path.Combine(Path.GetDirectoryName(third)!, ".hidden");
        Directory.Move(third, hidden);
        List<WatchEvent> happened = [];
        await foreach (WatchEvent one in lab.Watch(isOnce: false))
        {
            happened.Add(one);
            if (one is WatchEvent.NotRanked)
            {
                Directory.Move(hidden, third);
            }

            if (one is WatchEvent.Ranked)
            {
                break;
            }
        }

        Assert.HasCount(3, ((WatchEvent.Ranked)happened[^1]).Models);
        Assert.HasCount(1, happened.OfType<WatchEvent.NotRanked>());
    }

    /// <summary>What an RDF names lies beside it: that it has come is seen.</summary>
    [TestMethod]
    public async Task WatchAsync_RdfWithWeightsThatComeLater_IsTakenThen()
    {
        using Lab lab = new();
        string folder = Path.GetDirectoryName(lab.Images[0])!;
        string rdf = Path.Combine(folder, "late.rdf.yaml");
        string text = await File.ReadAllTextAsync(Path.Combine(lab.Models[0], "rdf.yaml"));
        await File.WriteAllTextAsync(rdf, text.Replace("weights.onnx", "late.onnx", StringComparison.Ordinal));
        lab.Needs = package => package.ResolveFile(package.FindWeights("onnx")!.Source);
        List<WatchEvent> happened = [];
        await foreach (WatchEvent one in lab.Watch(isOnce: false))
        {
            happened.Add(one);
            if (one is WatchEvent.ModelIncomplete)
            {
                await File.WriteAllTextAsync(Path.Combine(folder, "late.onnx"), "none");
            }

            if (one is WatchEvent.Ranked { Models.Length: 4 })
            {
                break;
            }
        }

        Assert.AreEqual(rdf, happened.OfType<WatchEvent.ModelIncomplete>().Single().Source);
    }

    [TestMethod]
    public async Task WatchAsync_EmptyFolders_RanksNothing()
    {
        using Lab lab = new();
        lab.Images.ForEach(File.Delete);

        List<WatchEvent> happened = await lab.WatchAsync(isOnce: true);

        Assert.IsEmpty(happened.OfType<WatchEvent.Ranked>());
        Assert.AreEqual(3, happened.OfType<WatchEvent.ModelFound>().Count());
    }

    [TestMethod]
    public async Task WatchAsync_CanceledWithinAPass_DoesNotWaitForItsEnd()
    {
        using Lab lab = new();
        using CancellationTokenSource cancel = new();
        lab.BeforePass = (pass, token) =>
        {
            if (pass == 5)
            {
                cancel.Cancel();
                token.WaitHandle.WaitOne(TimeSpan.FromMinutes(2));
                token.ThrowIfCancellationRequested();
            }
        };
        System.Diagnostics.Stopwatch watch = System.Diagnostics.Stopwatch.StartNew();

        await Assert.ThrowsAsync<OperationCanceledException>(() => lab.WatchAsync(isOnce: false, token: cancel.Token));

        Assert.IsLessThan(60, watch.Elapsed.TotalSeconds, "It waited for the pass, which takes two minutes.");
    }
}
