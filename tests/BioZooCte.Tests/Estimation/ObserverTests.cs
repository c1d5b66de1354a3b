using System.Collections.Concurrent;
using System.Collections.Immutable;

using BioZooCte.Images;
using BioZooCte.Ranking;
using BioZooCte.Tests.Models;
using BioZooCte.Tests.Packages;

namespace BioZooCte.Tests.Estimation;

/// <summary>Whoever watches a ranking is told of every model and image, once, with what the ranking says in the end.</summary>
[TestClass]
public sealed class ObserverTests
{
    [TestMethod]
    [DataRow(1)]
    [DataRow(4)]
    public async Task Observer_IsToldOfEveryImageOnce_WithItsScores(int threads)
    {
        using PackageFolder folder = new();
        using TensorImage first = FakeImages.Blobs("first", "yx", 24, 40);
        using TensorImage second = FakeImages.Blobs("second", "yx", 32, 24);
        string[] models = [new FakeModel().Write(folder, "one"), new FakeModel().Write(folder, "two"), Path.Combine(folder.Path, "none")];
        Recorder recorder = new();
        TransferabilityEstimator estimator = new(new FakeBackend(), new EstimationOptions { Threads = threads })
        {
            Observer = recorder,
        };

        ModelRanking ranking = await estimator.RankAsync(models, [first, second]);

        Assert.HasCount(4, recorder.Images);
        foreach (ModelScore model in ranking.Models.Where(model => model.Error is null))
        {
            Assert.AreSequenceEqual(
                model.PerImage.Select(pair => pair.Score),
                recorder.Images.Where(told => told.Source == model.Source).OrderBy(told => told.Image)
                    .SelectMany(told => told.Pairs.Select(pair => pair.Score)));
        }

        Assert.AreSequenceEqual(models, recorder.Models.Select(told => told.Source));
        Assert.AreSequenceEqual([1, 2, 3], recorder.Models.Select(told => told.Running.Models.Length));
        Assert.IsTrue(recorder.Models.All(told => told.Running.IsPartial));
        Assert.IsNotNull(recorder.Models[^1].Running.Models.Single(model => model.Source == models[^1]).Error);
    }

    private sealed class Recorder : IEstimationObserver
    {
        public ConcurrentBag<(string Source, int Image, ImmutableArray<PairScore> Pairs)> Images { get; } = [];

        public List<(string Source, ModelRanking Running)> Models { get; } = [];

        public void OnImageScored(string source, int image, ImmutableArray<PairScore> pairs) => Images.Add((source, image, pairs));

        public void OnModelFinished(string source, ModelRanking running) => Models.Add((source, running));
    }
}
