using BioZooCte.Consistency;
using BioZooCte.Images;
using BioZooCte.Packages;
using BioZooCte.Ranking;
using BioZooCte.Tests.Models;
using BioZooCte.Tests.Packages;
using BioZooCte.Tiling;

namespace BioZooCte.Tests.Estimation;

/// <summary>Models compared with one another, from packages and images to the ranking.</summary>
[TestClass]
public sealed class AgreementTests
{
    private static readonly string[] Gains = ["0.95", "0.9", "0.7"];

    [TestMethod]
    [DataRow(16, 1, null)]
    [DataRow(24, 2, null)]
    [DataRow(16, 2, 500)]
    [DataRow(0, 1, 500)]
    public async Task RankAsync_AnyTilesAndThreads_GivesTheSameAgreement(int tile, int threads, int? sample)
    {
        EstimationOptions options = new() { AgreementSample = sample };
        using TensorImage image = FakeImages.Blobs("stack", "zyx", 2, 40, 56);
        ModelRanking expected = await RankAsync(options with { TileSize = TileSize.Whole, Threads = 1 }, image);
        ModelRanking tiled = await RankAsync(
            options with { TileSize = tile == 0 ? TileSize.Auto : TileSize.Of(tile), Threads = threads }, image);

        Assert.AreEqual("combined", expected.Estimator);
        Assert.AreEqual("combined", tiled.Estimator);
        foreach (ModelScore model in expected.Models)
        {
            ModelScore other = tiled.Models.Single(m => m.Id == model.Id);
            Assert.IsInRange(0.01, 0.99, model.Agreement!.Value);
            Assert.AreEqual(model.Agreement, other.Agreement);
            Assert.AreEqual(model.EstimatedF1, other.EstimatedF1);
            Assert.AreEqual(model.VoteGroup, other.VoteGroup);
        }
    }

    [TestMethod]
    public async Task RankAsync_StatisticsOfTheOutput_VotesAreThoseOfTheWholeOutput()
    {
        // The last step needs all of the output, so it is put together first and read in bands.
        using TensorImage image = FakeImages.Blobs("image", "yx", 40, 56);
        ModelRanking whole = await RankAsync(new() { TileSize = TileSize.Whole }, image, Scaled);
        ModelRanking tiled = await RankAsync(new() { TileSize = TileSize.Of(16) }, image, Scaled);

        Assert.AreEqual("combined", tiled.Estimator);
        CollectionAssert.AreEqual(
            whole.Models.OrderBy(m => m.Id).Select(m => m.Agreement).ToArray(),
            tiled.Models.OrderBy(m => m.Id).Select(m => m.Agreement).ToArray());
        Assert.IsTrue(whole.Models.All(m => m.Agreement is not null));
    }

    [TestMethod]
    public async Task RankAsync_SameWeights_AreOneVote()
    {
        using TensorImage image = FakeImages.Blobs("image", "yx", 40, 56);
        TooFewVotesException error = await Assert.ThrowsExactlyAsync<TooFewVotesException>(
            () => RankAsync(new() { Estimator = RankingEstimator.Agreement }, image, Plain, _ => new string('0', 64)));

        Assert.StartsWith("estimator 'agreement': 1 vote can be compared (", error.Message);
    }

    [TestMethod]
    public async Task RankAsync_FewerThanThreeModels_IsRefusedBeforeAnyRuns()
    {
        FakeBackend backend = new();
        using TensorImage image = FakeImages.Blobs("image", "yx", 40, 56);
        TransferabilityEstimator estimator = new(backend, new() { Estimator = RankingEstimator.Combined });

        await Assert.ThrowsExactlyAsync<TooFewVotesException>(() => estimator.RankAsync(["a", "b"], [image]));
        Assert.AreEqual(0, backend.Passes);
    }

    [TestMethod]
    public void Estimator_CombinedOfAMetricThatHasNone_IsRefused()
    {
        ArgumentException error = Assert.ThrowsExactly<ArgumentException>(() => new TransferabilityEstimator(
            new FakeBackend(), new() { Estimator = RankingEstimator.Combined, Metric = KnownMetrics.Parse("kl") }));

        Assert.StartsWith(
            "The estimator 'combined' does not exist for the metric 'kl'; expected a metric of miou, nhd, ei,"
                + " vrand, vrand-paper, or the estimator 'cte'.",
            error.Message);
    }

    [TestMethod]
    public async Task RankAsync_OtherStructure_IsNotRunAndSaysWhy()
    {
        FakeBackend backend = new();
        using PackageFolder folder = new();
        using TensorImage image = FakeImages.Blobs("image", "yx", 40, 56);
        string cells = folder.Write(
            "cells/rdf.yaml", new FakeModel().Rdf.Replace("a fake model", "a model of cells", StringComparison.Ordinal));
        folder.Write("cells/weights.onnx", "none");
        EstimationOptions options = new() { Structures = ["nuclei", "unstated"] };

        ModelRanking ranking = await new TransferabilityEstimator(backend, options)
            .RankAsync([cells, new FakeModel().Write(folder)], [image]);

        Assert.AreEqual("unstated", ranking.Structures.Single().Name);
        Assert.AreEqual("fake", ranking.Models[0].Id);
        Assert.AreEqual(
            "cells is not ranked: it segments cells (name 'cells'); asked for: nuclei, unstated.", ranking.Models[1].Error);
        Assert.AreEqual(3, backend.Passes);
    }

    [TestMethod]
    public void Structures_NameThatIsNone_IsRefused() => Assert.StartsWith(
        "There is no structure 'chairs'; expected nuclei, cells, ",
        Assert.ThrowsExactly<ArgumentException>(() => new EstimationOptions { Structures = ["chairs"] }).Message);

    private static FakeModel Plain(string gain) =>
        new() { Preprocessing = $"[{{id: scale_linear, kwargs: {{gain: {gain}, offset: 0}}}}]" };

    private static FakeModel Scaled(string gain) => Plain(gain) with
    {
        Postprocessing = "[{id: scale_range, kwargs: {axes: [channel, y, x], min_percentile: 0, max_percentile: 100}}]",
    };

    private static async Task<ModelRanking> RankAsync(
        EstimationOptions options,
        TensorImage image,
        Func<string, FakeModel>? model = null,
        Func<ModelPackage, string>? sha256 = null)
    {
        using PackageFolder folder = new();
        FakeBackend backend = new()
        {
            Sha256 = sha256 ?? (package => package.Id[^1] + new string('0', 63)),
        };
        string[] packages = [.. Gains.Select((gain, i) => (model ?? Plain)(gain).Write(folder, $"model{i}"))];
        return await new TransferabilityEstimator(backend, options).RankAsync(packages, [image]);
    }
}
