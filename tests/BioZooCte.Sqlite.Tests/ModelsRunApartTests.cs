using BioZooCte.Perturbations;
using BioZooCte.Perturbations.Features;
using BioZooCte.Ranking;

namespace BioZooCte.Sqlite.Tests;

/// <summary>What a watcher ranks where models run in processes of their own.</summary>
[TestClass]
public sealed class ModelsRunApartTests
{
    /// <summary>A process that dies names the model; nobody runs it again, here or in another ranking.</summary>
    [TestMethod]
    public async Task WatchAsync_ModelEndsItsProcess_IsNamedAndSkipped()
    {
        using Lab lab = new();
        List<string> ranApart = [];
        async Task<ApartEnd?> RunApartAsync(string model, IReadOnlyList<string> images, CancellationToken token)
        {
            ranApart.Add(Path.GetFileName(model));
            if (ranApart.Count == 2)
            {
                return new ApartEnd("it ended the process that ran it (exit code 139)");
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
        static Task<ApartEnd?> Crash(string model, IReadOnlyList<string> images, CancellationToken token) =>
            Task.FromResult<ApartEnd?>(new ApartEnd("it crashed"));

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

    /// <summary>As of a model that needs more memory than there is, while images arrive; nothing is kept against it.</summary>
    [TestMethod]
    public async Task WatchAsync_ModelIsKilledThreeTimesInARow_IsNotRunUntilItChanges()
    {
        using Lab lab = new();
        int runs = 0;
        async Task<ApartEnd?> RunApartAsync(string model, IReadOnlyList<string> images, CancellationToken token)
        {
            if (model == lab.Models[1] && ++runs != 2) // the second time is well
            {
                return new ApartEnd("it was killed") { IsKilled = true };
            }

            await lab.MeasureAsync(model);
            return null;
        }

        List<WatchEvent> happened = [];
        List<int> runsAtRankings = [];
        using CancellationTokenSource end = new(TimeSpan.FromMinutes(1));
        await Task.Delay(100); // until nobody has written to what is there for a while
        await foreach (WatchEvent one in lab.Watch(isOnce: false, RunApartAsync, end.Token))
        {
            happened.Add(one);
            if (one is not WatchEvent.Ranked { Models.Length: 3 }) // one that changes is not there for a moment
            {
                continue;
            }

            runsAtRankings.Add(runs);
            if (runsAtRankings.Count == 8)
            {
                break;
            }

            if (runsAtRankings.Count == 7)
            {
                string rdf = Path.Combine(lab.Models[1], "rdf.yaml");
                await File.WriteAllTextAsync($"{lab.Models[1]}/.rdf", await File.ReadAllTextAsync(rdf) + "\n");
                File.Move($"{lab.Models[1]}/.rdf", rdf, overwrite: true);
                continue;
            }

            lab.Images.Add(lab.AddImage($"d{runsAtRankings.Count}.tif", 24, 24));
        }

        Assert.AreEqual("1 2 3 4 5 5 5 6", string.Join(' ', runsAtRankings));
        string[] reasons = [.. happened.OfType<WatchEvent.ModelCrashed>().Select(crashed => crashed.Reason)];
        Assert.AreSequenceEqual(
            [
                "it was killed",
                "it was killed",
                "it was killed",
                "it was killed; that is 3 times in a row, so this watch runs the model no more until it changes",
                "it was killed",
            ],
            reasons);
        List<WatchEvent> next = await lab.WatchAsync(isOnce: true, async (model, _, _) =>
        {
            await lab.MeasureAsync(model);
            return null;
        });
        Assert.IsTrue(next.OfType<WatchEvent.Ranked>().Single().Ranking.Models.All(model => model.Failed == 0));
    }

    /// <summary>Where models run in processes of their own, the watcher's never runs one, whatever became of those.</summary>
    [TestMethod]
    public async Task WatchAsync_ProcessKeepsNothing_RunsNoModelItself()
    {
        using Lab lab = new();

        List<WatchEvent> happened = await lab.WatchAsync(isOnce: true, (_, _, _) => Task.FromResult<ApartEnd?>(null));

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
        async Task<ApartEnd?> RunApartAsync(string model, IReadOnlyList<string> images, CancellationToken token)
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
        async Task<ApartEnd?> RunApartAsync(string model, IReadOnlyList<string> images, CancellationToken token)
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
}
