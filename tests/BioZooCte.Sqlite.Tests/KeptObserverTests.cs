using System.Collections.Immutable;

using BioZooCte.Ranking;
using BioZooCte.Tests.Models;

namespace BioZooCte.Sqlite.Tests;

/// <summary>Whoever watches a ranking is told of models that are kept without a ranking being made for each.</summary>
[TestClass]
public sealed class KeptObserverTests
{
    [TestMethod]
    public async Task Observer_AllModelsKept_AreToldWithOneRanking()
    {
        using Lab lab = new();
        await lab.RankAsync();

        (List<string> happened, List<ModelRanking> rankings) = await RankAsync(lab);

        Assert.AreSequenceEqual(["first of 3", "second of 3", "third of 3"], happened);
        Assert.IsTrue(rankings.All(one => one.IsPartial));
        Assert.HasCount(1, rankings.Distinct(ReferenceEqualityComparer.Instance));
    }

    [TestMethod]
    public async Task Observer_ModelThatIsRunAmongKeptOnes_IsToldWithARankingOfItsOwn()
    {
        using Lab lab = new();
        await lab.RankAsync();
        lab.Models.Insert(2, lab.AddModel("new", new FakeModel { Halo = 1 }));
        lab.Models.Add(Path.Combine(Path.GetDirectoryName(lab.StorePath)!, "none"));

        (List<string> happened, List<ModelRanking> rankings) = await RankAsync(lab);

        // Those before it are told before it takes its time.
        Assert.AreSequenceEqual(
            ["first of 2", "second of 2", "image 0 of new", "image 1 of new", "image 2 of new", "new of 3", "third of 5", "none of 5"],
            happened);
        Assert.HasCount(3, rankings.Distinct(ReferenceEqualityComparer.Instance));
        Assert.IsTrue(rankings.All(one => one.IsPartial));
    }

    private static async Task<(List<string> Happened, List<ModelRanking> Rankings)> RankAsync(Lab lab)
    {
        Recorder recorder = new();
        using SqliteResults store = SqliteResults.Open(lab.StorePath);
        await new TransferabilityEstimator(lab.NewBackend(), lab.Options) { Store = store, Observer = recorder }
            .RankAsync(lab.Models, lab.Images);
        return (recorder.Happened, recorder.Rankings);
    }

    private sealed class Recorder : IEstimationObserver
    {
        public List<string> Happened { get; } = [];

        public List<ModelRanking> Rankings { get; } = [];

        public void OnImageScored(string source, int image, ImmutableArray<PairScore> pairs) =>
            Happened.Add($"image {image} of {Path.GetFileName(source)}");

        public void OnImageKnown(string source, int image, ImmutableArray<PairScore> pairs)
        {
            // Told for each image of each model that is kept.
        }

        public void OnModelFinished(string source, ModelRanking running)
        {
            Happened.Add($"{Path.GetFileName(source)} of {running.Models.Length}");
            Rankings.Add(running);
        }
    }
}
