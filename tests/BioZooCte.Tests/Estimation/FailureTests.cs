using BioZooCte.Consistency;
using BioZooCte.Images;
using BioZooCte.Models;
using BioZooCte.Perturbations;
using BioZooCte.Perturbations.Features;
using BioZooCte.Ranking;
using BioZooCte.Tests.Models;
using BioZooCte.Tests.Packages;
using BioZooCte.Tiling;

namespace BioZooCte.Tests.Estimation;

/// <summary>One candidate's failure is an entry, not the end of the ranking.</summary>
[TestClass]
public sealed class FailureTests
{
    [TestMethod]
    public async Task RankAsync_UnreadableImageAmongGoodOnes_FailsAlone()
    {
        using PackageFolder folder = new();
        string good = Path.Combine(folder.Path, "good.png");
        PngWriter.Write(good, FakeImages.BlobTensor("yx", 24, 40));
        string bad = folder.Write("bad.png", "no image");
        string missing = Path.Combine(folder.Path, "missing.png");
        ModelRanking ranking = await new TransferabilityEstimator(new FakeBackend())
            .RankAsync([new FakeModel().Write(folder)], [bad, good, missing]);
        ModelScore score = ranking.Models.Single();
        Assert.IsNull(score.Error);
        Assert.AreEqual(3, score.Images);
        Assert.AreEqual(1, score.Scored);
        Assert.AreEqual(2, score.Failed);
        CollectionAssert.AreEqual(
            new[] { "contrast:0.7", "gamma:1.5" },
            score.PerImage.Where(p => p.Image == "bad.png").Select(p => p.Perturbation).ToArray());
        Assert.Contains("bad.png", score.PerImage.First(p => p.Image == "bad.png").Reason!);
        Assert.Contains("missing.png", score.PerImage.First(p => p.Image == "missing.png").Reason!);
    }

    [TestMethod]
    public async Task RankAsync_NetworkThatCannotBeCut_IsScoredByTheFallbackOnlyIfAsked()
    {
        using PackageFolder folder = new();
        string model = new FakeModel().Write(folder);
        using TensorImage image = FakeImages.Blobs("image", "yx", 24, 40);
        EstimationOptions options =
            new() { FeaturePerturbations = [KnownFeaturePerturbations.Parse("dropout:0.3")] };

        ModelRanking refused = await new TransferabilityEstimator(new FakeBackend(), options)
            .RankAsync([model], [image]);
        ModelRanking scored = await new TransferabilityEstimator(
            new FakeBackend(), options with { Fallback = [KnownPerturbations.Parse("gamma:1.5")] })
            .RankAsync([model], [image]);

        Assert.IsNotNull(refused.Models[0].Error);
        Assert.IsNull(scored.Models[0].Error, scored.Models[0].Error);
        Assert.AreEqual("gamma:1.5", scored.Models[0].PerImage.Single().Perturbation);
        Assert.IsNotNull(scored.Models[0].Score);
        Assert.Contains(ModelFlags.OtherPerturbation, scored.Models[0].Flags);
    }

    [TestMethod]
    public async Task RankAsync_Strengths_AreSwept_AndTheRecommendedScores()
    {
        using PackageFolder folder = new();
        string model = new FakeModel().Write(folder);
        using TensorImage image = FakeImages.Blobs("image", "yx", 300, 300);
        EstimationOptions options = new();
        StrengthLadder ladder = StrengthLadder.Parse("brightness:0.02,0.1,0.2");

        ModelRanking all = await new TransferabilityEstimator(new FakeBackend(), options.WithSweep(ladder))
            .RankAsync([model], [image]);
        ModelRanking best = await new TransferabilityEstimator(
            new FakeBackend(), options.WithSweep(ladder, scoresByRecommended: true)).RankAsync([model], [image]);

        Assert.AreEqual("brightness:0.02", best.Sweep!.Recommended);
        Assert.HasCount(3, all.Models[0].PerImage);
        Assert.AreEqual("brightness:0.02", best.Models[0].PerImage.Single().Perturbation);
        Assert.AreEqual(best.Sweep.Best.Scores.Single().Value, best.Models[0].Cte);
        Assert.AreEqual(all.Sweep!.Strengths.Average(s => s.Median!.Value), all.Models[0].Cte!.Value, 1e-12);
    }

    [TestMethod]
    public void Estimator_SweepByAMetricOfWhichLessIsBetter_IsRefused()
    {
        EstimationOptions options = new EstimationOptions { Metric = KnownMetrics.Parse("kl") }
            .WithSweep(StrengthLadder.Parse("gamma:1.2,1.5"));

        Assert.StartsWith(
            "Strengths cannot be compared by the metric 'kl'",
            Assert.ThrowsExactly<ArgumentException>(
                () => new TransferabilityEstimator(new FakeBackend(), options)).Message);
    }

    [TestMethod]
    public async Task RankAsync_AllImagesUnreadable_IsTheModelsError()
    {
        using PackageFolder folder = new();
        string first = folder.Write("a.png", "no image");
        string second = folder.Write("b.png", "no image");
        ModelRanking ranking = await new TransferabilityEstimator(new FakeBackend())
            .RankAsync([new FakeModel().Write(folder)], [first, second]);
        ModelScore score = ranking.Models.Single();
        Assert.IsNull(score.Rank);
        Assert.Contains("a.png", score.Error!);
        Assert.EndsWith("(and 1 more image)", score.Error!);
    }

    [TestMethod]
    public async Task RankAsync_FeaturesOfANetworkThatCannotBeCut_IsAnEntryWithItsReason()
    {
        using PackageFolder folder = new();
        using TensorImage image = FakeImages.Blobs("image", "yx", 24, 40);
        EstimationOptions options = new() { FeaturePerturbations = [KnownFeaturePerturbations.Parse("dropout:0.3")] };
        ModelRanking ranking = await new TransferabilityEstimator(new FakeBackend(), options)
            .RankAsync([new FakeModel().Write(folder)], [image]);
        Assert.IsNull(ranking.Models.Single().Rank);
        Assert.Contains(
            "its features cannot be perturbed: fake cannot cut a network in two", ranking.Models.Single().Error!);
    }

    [TestMethod]
    public async Task RankAsync_MissingModel_IsAnEntryWithItsReason()
    {
        using PackageFolder folder = new();
        string missing = Path.Combine(folder.Path, "nothing");
        using TensorImage image = FakeImages.Blobs("image", "yx", 24, 40);
        ModelRanking ranking = await new TransferabilityEstimator(new FakeBackend())
            .RankAsync([missing, new FakeModel().Write(folder)], [image]);
        Assert.AreEqual("fake", ranking.Models[0].Id);
        Assert.AreEqual(1, ranking.Models[0].Rank);
        Assert.AreEqual(missing, ranking.Models[1].Source);
        Assert.IsNull(ranking.Models[1].Rank);
        Assert.Contains("nothing", ranking.Models[1].Error!);
    }

    [TestMethod]
    public async Task RankAsync_MistakeOfTheProgram_CostsOneModel()
    {
        using PackageFolder folder = new();
        FakeBackend backend = new()
        {
            BeforeOpen = (_, package) =>
            {
                if (package.Id == "bad")
                {
                    throw new ArgumentException("a mistake");
                }
            },
        };
        using TensorImage image = FakeImages.Blobs("image", "yx", 24, 40);
        ModelRanking ranking = await new TransferabilityEstimator(backend)
            .RankAsync([new FakeModel().Write(folder, "bad"), new FakeModel().Write(folder, "good")], [image]);
        Assert.AreEqual("good", ranking.Models[0].Id);
        Assert.IsNull(ranking.Models[0].Error);
        Assert.StartsWith(
            "bad failed by a mistake of the program, please report it: System.ArgumentException: a mistake",
            ranking.Models[1].Error!);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public async Task RankAsync_SeveralPassesThatFail_TheFirstTilesReasonStands(int threads)
    {
        using PackageFolder folder = new();
        using CountdownEvent others = new(threads);
        FakeBackend backend = new()
        {
            BeforePass = (pass, input, token) =>
            {
                // With two threads the second tile fails before the first.
                if (threads == 2 && pass <= 2 && !others.Signal())
                {
                    others.Wait(TimeSpan.FromSeconds(30), token);
                    Thread.Sleep(50);
                }

                throw new ModelRunException("fake", $"a tile of sum {input.AsSpan<float>().ToArray().Sum():g6} fails");
            },
        };
        using TensorImage image = FakeImages.Blobs("image", "yx", 40, 24);
        EstimationOptions options = new() { Threads = threads, TileSize = TileSize.Of(24) };
        ModelRanking ranking = await new TransferabilityEstimator(backend, options)
            .RankAsync([new FakeModel { Halo = 0 }.Write(folder)], [image]);
        ModelRanking again = await new TransferabilityEstimator(
            new FakeBackend
            {
                BeforePass = (_, input, _) => throw new ModelRunException(
                    "fake", $"a tile of sum {input.AsSpan<float>().ToArray().Sum():g6} fails"),
            },
            options with { Threads = 1 }).RankAsync([new FakeModel { Halo = 0 }.Write(folder)], [image]);
        Assert.AreEqual(again.Models[0].Error, ranking.Models[0].Error);
    }

    [TestMethod]
    public async Task RankAsync_ModelThatIsRefused_SaysWhatIsKnownOfIt()
    {
        using PackageFolder folder = new();
        using TensorImage image = FakeImages.Blobs("image", "yx", 24, 40);
        FakeModel refused = new() { Postprocessing = "[{id: custom, kwargs: {}}]" };
        ModelRanking ranking = await new TransferabilityEstimator(new FakeBackend())
            .RankAsync([refused.Write(folder)], [image]);
        ModelScore score = ranking.Models.Single();
        Assert.Contains("custom", score.Error!);
        Assert.AreEqual(new string('0', 64), score.Sha256);
        Assert.AreEqual("out", score.ForegroundRule!.OutputId);
        Assert.IsNull(score.Rank);
    }

    [TestMethod]
    [DataRow("Sigmoid")]
    [DataRow(null)]
    public async Task RankAsync_PassThatFails_FailsItsImageAlone(string? lastOperator)
    {
        using PackageFolder folder = new();
        FakeBackend backend = new()
        {
            LastOperator = lastOperator,
            BeforePass = (pass, _, _) =>
            {
                if (pass == 1)
                {
                    throw new ModelRunException("fake", "the first pass fails");
                }
            },
        };
        using TensorImage first = FakeImages.Blobs("first", "yx", 24, 40);
        using TensorImage second = FakeImages.Blobs("second", "yx", 24, 40);
        ModelRanking ranking = await new TransferabilityEstimator(backend, new EstimationOptions { Threads = 1 })
            .RankAsync([new FakeModel().Write(folder)], [first, second]);
        ModelScore score = ranking.Models.Single();
        Assert.IsNull(score.Error, score.Error);
        Assert.AreEqual(1, score.Failed);
        Assert.AreEqual(1, score.Scored);
        Assert.AreEqual("fake: the first pass fails", score.PerImage.First(p => p.Image == "first").Reason);
    }

    [TestMethod]
    public async Task RankAsync_SecondRunnerDoesNotOpen_IsTheModelsErrorWhatTheOthersWereDoing()
    {
        using PackageFolder folder = new();
        using ManualResetEventSlim isRunning = new();
        FakeBackend backend = new()
        {
            BeforePass = (_, _, token) =>
            {
                isRunning.Set();
                token.WaitHandle.WaitOne();
                token.ThrowIfCancellationRequested();
            },
            BeforeOpen = (runner, _) =>
            {
                if (runner == 2)
                {
                    isRunning.Wait(TimeSpan.FromSeconds(5));
                    throw new UnsupportedModelException("fake", "there is one runner and no more");
                }
            },
        };
        using TensorImage image = FakeImages.Blobs("image", "yx", 64, 64);
        EstimationOptions options = new() { Threads = 2, TileSize = BioZooCte.Tiling.TileSize.Of(32) };
        ModelRanking ranking = await new TransferabilityEstimator(backend, options)
            .RankAsync([new FakeModel().Write(folder)], [image]);
        Assert.AreEqual("fake cannot be run: there is one runner and no more.", ranking.Models.Single().Error);
        Assert.AreEqual(0, backend.OpenRunners);
    }

    [TestMethod]
    public async Task RankAsync_Logits_AreRefusedWithTheirRange()
    {
        using PackageFolder folder = new();
        FakeBackend backend = new() { LastOperator = null, Network = FakeNetworks.Identity };
        using TensorImage image = FakeImages.Constant("image", 10, 30);
        ModelRanking ranking = await new TransferabilityEstimator(backend)
            .RankAsync([new FakeModel().Write(folder)], [image]);
        ModelScore score = ranking.Models.Single();
        Assert.AreEqual(0, score.Failed);
        Assert.Contains("output 'out' has values from 10 to 30 and nothing states an activation", score.Error!);
    }

    [TestMethod]
    public async Task RankAsync_NothingGiven_IsAnEmptyRanking()
    {
        using PackageFolder folder = new();
        ModelRanking none = await new TransferabilityEstimator(new FakeBackend()).RankAsync([], Array.Empty<string>());
        Assert.IsEmpty(none.Models);
        ModelRanking noImages = await new TransferabilityEstimator(new FakeBackend())
            .RankAsync([new FakeModel().Write(folder)], Array.Empty<IImageSource>());
        Assert.AreEqual(0, noImages.Models.Single().Images);
        Assert.IsNull(noImages.Models.Single().Score);
    }
}
