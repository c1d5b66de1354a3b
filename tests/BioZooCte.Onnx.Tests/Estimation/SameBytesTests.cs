using BioZooCte.Images;
using BioZooCte.Perturbations;
using BioZooCte.Ranking;
using BioZooCte.Reports;
using BioZooCte.Tiling;

namespace BioZooCte.Onnx.Tests.Estimation;

/// <summary>Same seed, same bytes.</summary>
[TestClass]
public sealed class SameBytesTests
{
    [TestMethod]
    public async Task RankAsync_AnyThreadsAndOrder_GivesTheSameJson()
    {
        string[] models = [.. NucleiData.ScalingPackages().Take(3), "no model", "another one"];
        byte[] first = await RankAsync(models, 1);
        CollectionAssert.AreEqual(first, await RankAsync(models, 1), "a second run");
        CollectionAssert.AreEqual(first, await RankAsync(models, 2), "two threads");
        CollectionAssert.AreEqual(first, await RankAsync([.. models.Reverse()], 4), "four threads, models reversed");
        CollectionAssert.AreEqual(
            first, await RankAsync([.. models.Skip(2), .. models.Take(2)], 2), "two threads, models rotated");
        CollectionAssert.AreNotEqual(first, await RankAsync(models, 2, seed: 1), "another seed");
    }

    private static async Task<byte[]> RankAsync(string[] models, int threads, ulong seed = 0)
    {
        EstimationOptions options = new()
        {
            Perturbations = [KnownPerturbations.Parse("noise:0.1"), KnownPerturbations.Parse("gamma:1.5")],
            Runs = 2,
            Threads = threads,
            Seed = seed,
            TileSize = TileSize.Of(128),
        };
        using TensorImage a = NucleiData.Crop(150, 190, "a");
        using TensorImage b = NucleiData.Crop(136, 100, "b", skip: 1);
        ModelRanking ranking =
            await new TransferabilityEstimator(new OnnxBackend(), options).RankAsync(models, [a, b]);
        Assert.AreEqual(models.Length - 2, ranking.Models.Count(m => m.Error is null));
        Assert.AreEqual("combined", ranking.Estimator);
        using MemoryStream json = new();
        await RankingJson.WriteAsync(json, new RankingReport(ranking));
        return json.ToArray();
    }
}
