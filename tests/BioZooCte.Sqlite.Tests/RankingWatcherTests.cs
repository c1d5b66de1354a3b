using BioZooCte.Perturbations;
using BioZooCte.Perturbations.Features;
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

    /// <summary>A process that dies names the model; nobody runs it again, here or in another ranking.</summary>
    [TestMethod]
    public async Task WatchAsync_ModelEndsItsProcess_IsNamedAndSkipped()
    {
        using Lab lab = new();
        List<string> ranApart = [];
        async Task<string?> RunApartAsync(string model, IReadOnlyList<string> images, CancellationToken token)
        {
            ranApart.Add(Path.GetFileName(model));
            if (ranApart.Count == 2)
            {
                return "it ended the process that ran it (exit code 139)";
            }

            await lab.MeasureAsync(model);
            return null;
        }

        List<WatchEvent> happened = await lab.WatchAsync(isOnce: true, RunApartAsync);
        List<WatchEvent> again = await lab.WatchAsync(isOnce: true, RunApartAsync);

        Assert.AreEqual("first second third", string.Join(' ', ranApart));
        Assert.AreEqual(lab.Models[1], happened.OfType<WatchEvent.ModelCrashed>().Single().Source);
        Assert.IsEmpty(again.OfType<WatchEvent.ModelCrashed>());
        foreach (WatchEvent.Ranked ranked in happened.Concat(again).OfType<WatchEvent.Ranked>())
        {
            ModelScore second = ranked.Ranking.Models.Single(model => model.Id == "second");
            Assert.IsNull(second.Score);
            Assert.Contains("exit code 139", second.Error!);
        }

        Assert.IsEmpty(lab.Passes.Where(pass => pass.StartsWith("second", StringComparison.Ordinal)));
        Assert.Contains("exit code 139", (await lab.RankAsync()).Json);
    }

    /// <summary>An image that ends the process fails alone, though it is asked first what the model's values are.</summary>
    [TestMethod]
    [DataRow("Sigmoid", null)]
    [DataRow(null, null)]
    [DataRow("Sigmoid", "dropout:0.3")]
    public async Task WatchAsync_ModelEndsItsProcessOnANewImage_KeepsWhatItGaveBefore(string? lastOperator, string? feature)
    {
        using Lab lab = new() { LastOperator = lastOperator };
        if (feature is not null)
        {
            lab.Options = lab.Options with
            {
                FeaturePerturbations = [KnownFeaturePerturbations.Parse(feature)],
                Fallback = [KnownPerturbations.Parse("gamma:1.5")],
            };
        }

        foreach (string model in lab.Models)
        {
            await lab.MeasureAsync(model);
        }

        int passes = lab.Passes.Count;
        lab.Images.Insert(0, lab.AddImage("0.tif", 24, 24)); // as the watcher does: the first by name
        static Task<string?> Crash(string model, IReadOnlyList<string> images, CancellationToken token) =>
            Task.FromResult<string?>("it crashed");

        List<WatchEvent> happened = await lab.WatchAsync(isOnce: true, Crash);
        List<WatchEvent> again = await lab.WatchAsync(isOnce: true, Crash);

        Assert.HasCount(3, happened.OfType<WatchEvent.ModelCrashed>().ToArray());
        Assert.IsEmpty(again.OfType<WatchEvent.ModelCrashed>());
        foreach (ModelScore model in happened.Concat(again).OfType<WatchEvent.Ranked>().SelectMany(one => one.Ranking.Models))
        {
            Assert.IsNotNull(model.Score, model.Error);
            Assert.AreEqual((4, 1), (model.Images, model.Failed));
            Assert.IsTrue(model.PerImage.Where(one => one.Score is null).All(
                one => (one.Image, one.Reason) == ("0.tif", $"{model.Id}: it crashed")));
        }

        Assert.HasCount(passes, lab.Passes);
        await lab.RankAsync();
        Assert.HasCount(passes, lab.Passes, "nobody runs it on that image again");
    }

    /// <summary>Where models run in processes of their own, the watcher's never runs one, whatever became of those.</summary>
    [TestMethod]
    public async Task WatchAsync_ProcessKeepsNothing_RunsNoModelItself()
    {
        using Lab lab = new();

        List<WatchEvent> happened = await lab.WatchAsync(isOnce: true, (_, _, _) => Task.FromResult<string?>(null));

        Assert.IsEmpty(lab.Passes);
        ModelRanking ranking = happened.OfType<WatchEvent.Ranked>().Single().Ranking;
        Assert.HasCount(3, ranking.Models);
        foreach (ModelScore model in ranking.Models)
        {
            Assert.IsNull(model.Score);
            Assert.Contains("a process of its own kept nothing", model.Error!);
        }
    }

    /// <summary>The lab's networks cannot be cut: what a process measured of them by the fallback is found.</summary>
    [TestMethod]
    public async Task WatchAsync_ProcessTookTheFallback_IsRanked()
    {
        using Lab lab = new();
        lab.Options = lab.Options with
        {
            FeaturePerturbations = [KnownFeaturePerturbations.Parse("dropout:0.3")],
            Fallback = [KnownPerturbations.Parse("gamma:1.5")],
        };
        int passes = 0;
        async Task<string?> RunApartAsync(string model, IReadOnlyList<string> images, CancellationToken token)
        {
            await lab.MeasureAsync(model);
            passes = lab.Passes.Count;
            return null;
        }

        List<WatchEvent> happened = await lab.WatchAsync(isOnce: true, RunApartAsync);

        Assert.IsGreaterThan(0, passes);
        Assert.HasCount(passes, lab.Passes);
        foreach (ModelScore model in happened.OfType<WatchEvent.Ranked>().Single().Ranking.Models)
        {
            Assert.IsNotNull(model.Score, model.Error);
            Assert.Contains(ModelFlags.OtherPerturbation, model.Flags);
        }
    }

    /// <summary>What the values of a model are was kept of the first image alone, which has left.</summary>
    [TestMethod]
    public async Task WatchAsync_ModelsRunApartAndTheFirstImageHasLeft_AreAskedAgain()
    {
        using Lab lab = new() { LastOperator = null };
        await lab.RankAsync();
        File.Delete(lab.Images[0]);
        lab.Images.RemoveAt(0);
        async Task<string?> RunApartAsync(string model, IReadOnlyList<string> images, CancellationToken token)
        {
            await lab.MeasureAsync(model);
            return null;
        }

        List<WatchEvent> happened = await lab.WatchAsync(isOnce: true, RunApartAsync);

        foreach (ModelScore model in happened.OfType<WatchEvent.Ranked>().Single().Ranking.Models)
        {
            Assert.IsNotNull(model.Score, model.Error);
        }
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
