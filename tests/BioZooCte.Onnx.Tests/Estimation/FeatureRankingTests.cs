using System.Collections.Immutable;

using BioZooCte.Consistency;
using BioZooCte.Estimation;
using BioZooCte.Images;
using BioZooCte.Packages;
using BioZooCte.Perturbations;
using BioZooCte.Perturbations.Features;
using BioZooCte.Ranking;
using BioZooCte.Reports;
using BioZooCte.Tiling;

namespace BioZooCte.Onnx.Tests.Estimation;

/// <summary>Rankings by perturbed features.</summary>
[TestClass]
public sealed class FeatureRankingTests
{
    [TestMethod]
    public async Task RankAsync_AnyThreadsAndOrder_GivesTheSameJson()
    {
        string[] models = [.. NucleiData.ScalingPackages().Take(2)];
        EstimationOptions options = new()
        {
            FeaturePerturbations = Parse("dropout:0.3", "feature-drop:0.7-0.9"),
            Runs = 2,
            Threads = 1,
            TileSize = TileSize.Of(128),
        };

        byte[] first = await RankAsync(models, options);

        CollectionAssert.AreEqual(first, await RankAsync(models, options with { Threads = 2 }), "two threads");
        CollectionAssert.AreEqual(first, await RankAsync([.. models.Reverse()], options), "models reversed");
        CollectionAssert.AreNotEqual(first, await RankAsync(models, options with { Seed = 1 }), "another seed");
        CollectionAssert.AreNotEqual(
            first, await RankAsync(models, options with { FeatureRandom = FeatureRandom.Torch }), "torch's numbers");
    }

    [TestMethod]
    [DataRow("dropout:0.3")]
    [DataRow("dropout-elements:0.2")]
    [DataRow("feature-noise:0.5")]
    public async Task Gather_Tiles_EqualTheWhole(string perturbation)
    {
        using TensorImage image = NucleiData.Crop(200, 250);
        EstimationOptions options = new() { FeaturePerturbations = Parse(perturbation) };

        PairCounts whole = (await GatherAsync(image, options with { TileSize = TileSize.Whole }))[0].Total;
        PairCounts tiled = (await GatherAsync(image, options with { TileSize = TileSize.Of(128) }))[0].Total;

        Assert.AreEqual(50000, whole.Pixels);
        Assert.AreEqual(50000, tiled.Pixels);
        Assert.AreEqual(
            KnownMetrics.Parse("nhd").Score(whole)!.Value, KnownMetrics.Parse("nhd").Score(tiled)!.Value, 1e-3);
    }

    [TestMethod]
    public async Task Gather_FeaturesBesideTheInput_LeavesTheInputsPairsAsTheyAre()
    {
        using TensorImage image = NucleiData.Crop(131, 150);
        EstimationOptions alone = new() { Perturbations = [KnownPerturbations.Parse("gamma:1.5")] };

        IReadOnlyList<PairEvidence> expected = await GatherAsync(image, alone);
        IReadOnlyList<PairEvidence> found =
            await GatherAsync(image, alone with { FeaturePerturbations = Parse("dropout:0", "dropout:0.9") });

        CollectionAssert.AreEqual(
            new[] { "gamma:1.5", "dropout:0", "dropout:0.9" }, found.Select(pair => pair.Perturbation).ToArray());
        Assert.AreEqual(expected[0].Total, found[0].Total);
        Assert.AreEqual(1.0, KnownMetrics.Parse("nhd").Score(found[1].Total));
        Assert.IsLessThan(1.0, KnownMetrics.Parse("nhd").Score(found[2].Total)!.Value);
    }

    [TestMethod]
    public void Perturbations_WhereFeaturesAreNamed_AreTheFeaturesAlone()
    {
        EstimationOptions options = new() { FeaturePerturbations = Parse("dropout:0.3") };

        Assert.IsEmpty(options.Perturbations);
        Assert.HasCount(2, new EstimationOptions().Perturbations);
    }

    private static ImmutableArray<FeaturePerturbation> Parse(params string[] texts) =>
        [.. texts.Select(KnownFeaturePerturbations.Parse)];

    private static async Task<IReadOnlyList<PairEvidence>> GatherAsync(IImageSource image, EstimationOptions options)
    {
        using ModelPackage package = await ModelPackageReader.OpenAsync(NucleiData.ScalingPackages()[0]);
        ModelEstimation estimation = new(package, new OnnxBackend(), options, new ProgressScope(null, 0, 1, 1));
        ModelEvidence evidence = await estimation.GatherAsync([ImageCandidate.FromSource(image)], CancellationToken.None);
        Assert.IsNull(evidence.Error, evidence.Error);
        return evidence.Images.Single().Pairs;
    }

    private static async Task<byte[]> RankAsync(string[] models, EstimationOptions options)
    {
        using TensorImage a = NucleiData.Crop(130, 150, "a");
        using TensorImage b = NucleiData.Crop(64, 64, "b", skip: 1);
        ModelRanking ranking =
            await new TransferabilityEstimator(new OnnxBackend(), options).RankAsync(models, [a, b]);
        Assert.IsTrue(ranking.Models.All(model => model.Error is null), ranking.Models[^1].Error);
        using MemoryStream json = new();
        await RankingJson.WriteAsync(json, new RankingReport(ranking));
        return json.ToArray();
    }
}
