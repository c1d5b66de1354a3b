using System.Diagnostics;
using System.IO.Compression;
using System.Threading.Channels;

using BioZooCte.Estimation;
using BioZooCte.Images;
using BioZooCte.Models;
using BioZooCte.Packages;
using BioZooCte.Perturbations;
using BioZooCte.Predictions;
using BioZooCte.Ranking;
using BioZooCte.Segmentation;
using BioZooCte.Tests.Models;
using BioZooCte.Tests.Packages;
using BioZooCte.Tiling;

namespace BioZooCte.Tests.Estimation;

/// <summary>What is left of a ranking that is ended, and what it leaves behind.</summary>
[TestClass]
[DoNotParallelize]
public sealed class CancellationTests
{
    private const string OutputStatistics =
        "[{id: scale_range, kwargs: {axes: [y, x], min_percentile: 0.0, max_percentile: 100.0}}]";

    [TestMethod]
    public async Task RankAsync_Canceled_EndsWithWhatWasFinished()
    {
        using PackageFolder folder = new();
        using CancellationTokenSource cancel = new();
        FakeBackend backend = new()
        {
            BeforePass = (pass, _, token) =>
            {
                // An image takes three passes: the second image never ends.
                if (pass > 3)
                {
                    cancel.CancelAfter(50);
                    token.WaitHandle.WaitOne();
                    token.ThrowIfCancellationRequested();
                }
            },
        };
        using TensorImage first = FakeImages.Blobs("first", "yx", 24, 40);
        using TensorImage second = FakeImages.Blobs("second", "yx", 24, 40);
        string[] models = [new FakeModel().Write(folder, "one"), new FakeModel().Write(folder, "two")];
        Stopwatch watch = Stopwatch.StartNew();
        EstimationCanceledException canceled = await Assert.ThrowsExactlyAsync<EstimationCanceledException>(
            () => new TransferabilityEstimator(backend, new EstimationOptions { Threads = 1 })
                .RankAsync(models, [first, second], cancellationToken: cancel.Token));
        Assert.IsLessThan(5, watch.Elapsed.TotalSeconds);
        Assert.IsTrue(canceled.Partial.IsPartial);
        ModelScore one = canceled.Partial.Models.Single(m => m.Id == "one");
        Assert.AreEqual(1, one.Images);
        Assert.AreEqual(1, one.Scored);
        Assert.IsNotNull(one.Score);
        ModelScore two = canceled.Partial.Models.Single(m => m.Id == "two");
        Assert.AreEqual("not reached before the ranking was ended.", two.Error);
        Assert.AreEqual(0, backend.OpenRunners);
    }

    [TestMethod]
    public async Task RankAsync_CanceledBeforehand_ReachesNothing()
    {
        using PackageFolder folder = new();
        using TensorImage image = FakeImages.Blobs("image", "yx", 24, 40);
        EstimationCanceledException canceled = await Assert.ThrowsExactlyAsync<EstimationCanceledException>(
            () => new TransferabilityEstimator(new FakeBackend()).RankAsync(
                [new FakeModel().Write(folder)], [image], cancellationToken: new CancellationToken(true)));
        Assert.IsNull(canceled.Partial.Models.Single().Score);
    }

    /// <summary>Opening a network cannot be ended: it is left, and closed when it is open.</summary>
    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public async Task RankAsync_CanceledWhileANetworkOpens_EndsWithoutIt(int opening)
    {
        using PackageFolder folder = new();
        using CancellationTokenSource cancel = new();
        using ManualResetEventSlim opened = new();
        FakeBackend backend = new()
        {
            BeforeOpen = (place, _) =>
            {
                if (place == opening)
                {
                    cancel.Cancel();
                    opened.Wait();
                }
            },

            // So that a second thread has tiles to open a network for.
            BeforePass = (_, _, token) => token.WaitHandle.WaitOne(200),
        };
        using TensorImage image = FakeImages.Blobs("image", "yx", 96, 96);
        Stopwatch watch = Stopwatch.StartNew();

        EstimationCanceledException canceled = await Assert.ThrowsExactlyAsync<EstimationCanceledException>(
            () => new TransferabilityEstimator(backend, new EstimationOptions { Threads = 2, TileSize = TileSize.Of(32) })
                .RankAsync([new FakeModel().Write(folder)], [image], cancellationToken: cancel.Token));

        Assert.IsLessThan(10, watch.Elapsed.TotalSeconds);
        Assert.IsNull(canceled.Partial.Models.Single().Score);
        opened.Set();
        Assert.IsTrue(SpinWait.SpinUntil(() => backend.OpenRunners == 0, TimeSpan.FromSeconds(10)));
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task RankAsync_Zip_LeavesNoFolderBehind(bool isCanceled)
    {
        using PackageFolder folder = new();
        string zip = Path.Combine(folder.Path, "fake.zip");
        ZipFile.CreateFromDirectory(new FakeModel().Write(folder), zip);
        using CancellationTokenSource cancel = new();
        string? weights = null;
        FakeBackend backend = new()
        {
            BeforeOpen = (_, package) =>
            {
                weights = package.ResolveFile(package.FindWeights("onnx")!.Source);
                Assert.IsTrue(File.Exists(weights));
            },
            BeforePass = (_, _, _) =>
            {
                if (isCanceled)
                {
                    cancel.Cancel();
                }
            },
        };
        using TensorImage image = FakeImages.Blobs("image", "yx", 24, 40);
        Task<ModelRanking> ranking = new TransferabilityEstimator(backend)
            .RankAsync([zip], [image], cancellationToken: cancel.Token);
        if (isCanceled)
        {
            await Assert.ThrowsExactlyAsync<EstimationCanceledException>(() => ranking);
        }
        else
        {
            Assert.IsNotNull((await ranking).Models.Single().Score);
        }

        Assert.IsFalse(Directory.Exists(Path.GetDirectoryName(weights)));
        Assert.AreEqual(0, backend.OpenRunners);
    }

    [TestMethod]
    [DataRow(0, 0)]
    [DataRow(5, 0)]
    [DataRow(0, 5)]
    public async Task Write_OutputsOnDisk_VanishWhateverBecomesOfThem(int canceledAt, int failedAt)
    {
        using PackageFolder folder = new();
        using CancellationTokenSource cancel = new();
        bool wereThere = false;
        FakeBackend backend = new()
        {
            BeforePass = (pass, _, _) =>
            {
                wereThere |= CanvasFiles().Length > 0;
                if (pass == canceledAt)
                {
                    cancel.Cancel();
                }

                if (pass == failedAt)
                {
                    throw new ModelRunException("fake", "this pass fails");
                }
            },
        };
        using ModelPackage package = await ModelPackageReader.OpenAsync(
            new FakeModel { Postprocessing = OutputStatistics }.Write(folder));
        SegmentationModel model = SegmentationModel.Open(package, backend);
        ForegroundRule rule = ForegroundDecision.Decide(
            package.Id, model.Description, model.Network, new ForegroundOptions()) with
        {
            Values = ForegroundValues.Probability,
        };
        using PredictorSet predictors = PredictorSet.Open(model, [0]);
        EstimationOptions options = new() { Threads = 2, TileSize = TileSize.Of(32) };
        PerturbationPlan plan = new(PerturbationRun.All(options.Perturbations, 1), PerturbationUnit.Percentile, 0);
        ForegroundObserver observer = new(model, predictors.Geometry, predictors.First, rule);
        ImageRecord record = new("image");
        using TensorImage image = FakeImages.Blobs("image", "yx", 64, 64);
        ModelTiles tiles = new(model, predictors, observer, options, plan) { MemoryBudget = 0 };
        TileCrew crew = new(model, predictors, options, [record], () => { });
        Func<ChannelWriter<TileJob>, CancellationToken, Task> write =
            (jobs, token) => tiles.WriteAsync([ImageCandidate.FromSource(image)], [record], jobs, token);
        Task run = crew.RunAsync(write, () => observer.Rule, cancel.Token);
        if (canceledAt > 0)
        {
            await Assert.ThrowsAsync<OperationCanceledException>(() => run);
            tiles.Dispose();
        }
        else
        {
            // Here they are given up as soon as nothing is to be gained from them.
            await run;
        }

        Assert.AreEqual(failedAt > 0 ? "fake: this pass fails" : null, record.Error);
        Assert.AreEqual(canceledAt == 0, record.IsDone);
        Assert.IsTrue(wereThere, "The outputs were not on disk.");
        Assert.IsEmpty(CanvasFiles());
        tiles.Dispose();
    }

    private static string[] CanvasFiles() =>
        Directory.GetFiles(Path.GetTempPath(), $"biozoocte-{Environment.ProcessId}-*.canvas");
}
