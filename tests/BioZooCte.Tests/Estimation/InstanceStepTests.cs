using BioZooCte.Consistency;
using BioZooCte.Images;
using BioZooCte.Instances;
using BioZooCte.Instances.StarConvex;
using BioZooCte.Models;
using BioZooCte.Packages;
using BioZooCte.Perturbations;
using BioZooCte.Ranking;
using BioZooCte.Segmentation;
using BioZooCte.Tensors;
using BioZooCte.Tests.Instances.Flows;
using BioZooCte.Tests.Instances.StarConvex;
using BioZooCte.Tests.Models;
using BioZooCte.Tests.Packages;
using BioZooCte.Tiling;

namespace BioZooCte.Tests.Estimation;

/// <summary>Packages whose last step makes labels, of networks that know the objects of a drawn image.</summary>
[TestClass]
public sealed class InstanceStepTests
{
    private const string StarDist =
        "[{id: stardist_postprocessing, kwargs: {prob_threshold: 0.4, nms_threshold: 0.4, n_rays: 32, grid: [2, 2], b: 0}}]";

    private const string Cellpose = "[{id: cellpose_flow_dynamics, kwargs: {cellprob_threshold: 0.5, min_size: 15}}]";

    private static readonly StarScene Stars =
        new(new GridSize(1, 47, 64), (0, 20, 20, 12, 1), (0, 24, 46, 10, 1)) { Factor = 2 };

    private static readonly FlowScene Flows = new(new GridSize(1, 48, 64), (0, 20, 18, 12), (0, 26, 46, 11));

    [TestMethod]
    public async Task PredictAsync_StarDist_GivesLabelsOfTheImagesSize()
    {
        using TensorImage image = new("image", StarImage());
        AxisTensor labels = await PredictAsync(StarDist, StarNetwork, image);

        Assert.AreEqual(TensorShape.Of("cyx", 1, 47, 64), labels.Shape);
        AssertStars(labels);
    }

    [TestMethod]
    public async Task PredictAsync_Cellpose_GivesLabels()
    {
        using TensorImage image = new("image", FlowImage(200));
        AxisTensor labels = await PredictAsync(Cellpose, FlowNetwork, image);

        Assert.AreEqual(TensorShape.Of("cyx", 1, 48, 64), labels.Shape);
        int[] given = Read(labels);
        int[] expected = Flows.Expected();
        Assert.AreEqual(2, given.Max());
        Assert.AreEqual(given.Count(l => l > 0), expected.Count(l => l > 0));
        Assert.IsTrue(given.Zip(expected).All(p => (p.First > 0) == (p.Second > 0)));
    }

    [TestMethod]
    [DataRow("miou")]
    [DataRow("vrand")]
    public async Task RankAsync_ObjectThatVanishes_HasTheScoreOfItsLabels(string metric)
    {
        // The second disk is darker: 20 less and it falls below prob_threshold.
        using TensorImage image = new("image", StarImage());
        ModelScore score = await RankAsync(StarDist, StarNetwork, metric, image);
        int[] whole = Read(await PredictAsync(StarDist, StarNetwork, image));
        int first = whole[(20 * 64) + 20];
        int[] left = [.. whole.Select(l => l == first ? l : 0)];

        Assert.IsNull(score.Error, score.Error);
        double background = (double)whole.Count(l => l == 0) / left.Count(l => l == 0);
        double foreground = (double)left.Count(l => l > 0) / whole.Count(l => l > 0);
        double expected = metric == "miou"
            ? (foreground + background) / 2
            : ForegroundRandScore.Program(whole, left, Stars.Grid).Score!.Value;
        Assert.AreEqual(expected, score.Cte!.Value, 1e-12);
        Assert.AreEqual(ForegroundValues.Decision, score.ForegroundRule!.Values);
        Assert.Contains("the last step is stardist_postprocessing, which gives labels from 1", score.ForegroundRule.Reason);
    }

    [TestMethod]
    public async Task RankAsync_Cellpose_RanksLabels()
    {
        using TensorImage image = new("image", FlowImage(136));
        ModelScore score = await RankAsync(Cellpose, FlowNetwork, "vrand", image);

        Assert.IsNull(score.Error, score.Error);
        Assert.IsLessThan(1, score.Cte!.Value);
    }

    [TestMethod]
    public async Task RankAsync_NetworkWithOtherChannels_IsRefusedByTheStep()
    {
        using TensorImage image = new("image", StarImage());
        ModelScore score = await RankAsync(StarDist, StarNetwork, "miou", image, channels: 17);

        Assert.Contains(
            "the step stardist_postprocessing with n_rays 32 takes 33 channels, and its network gives 17 as 'out'",
            score.Error!);
    }

    [TestMethod]
    public async Task PredictAsync_NotANumber_IsRefusedByTheStep()
    {
        using TensorImage image = new("image", StarImage());
        ModelRunException error = await Assert.ThrowsExactlyAsync<ModelRunException>(() => PredictAsync(
            StarDist, (input, output) => output.AsSpan<float>().Fill(float.NaN), image));

        Assert.Contains(
            "outputs[0].postprocessing[0].stardist_postprocessing: the probability at z 0, y 0, x 0 is NaN", error.Message);
    }

    [TestMethod]
    [DataRow(24)]
    [DataRow(40)]
    public async Task Tiles_OfAnImage_GiveTheLabelsOfTheWhole(int length)
    {
        using TensorImage image = FakeImages.Blobs("image", "yx", 75, 101);
        AxisTensor whole = await PredictAsync(StarDist, EvenNetwork, image);
        AxisTensor tiled = await PredictAsync(StarDist, EvenNetwork, image, TileSize.Of(length));
        ModelScore ofWhole = await RankAsync(StarDist, EvenNetwork, "vrand", image);
        ModelScore ofTiles = await RankAsync(StarDist, EvenNetwork, "vrand", image, tileSize: TileSize.Of(length));

        Assert.IsGreaterThan(5, Read(whole).Max());
        CollectionAssert.AreEqual(Read(whole), Read(tiled));
        Assert.IsLessThan(1, ofWhole.Cte!.Value);
        Assert.AreEqual(ofWhole.Cte.Value, ofTiles.Cte!.Value);
    }

    private static void AssertStars(AxisTensor labels)
    {
        int[] given = Read(labels);
        int first = given[(20 * 64) + 20];
        Assert.AreEqual(2, given.Max());
        Stars.AssertLabels(given, Math.Cos(Math.PI / 32) - 1e-4, first, 3 - first);
    }

    private static AxisTensor StarImage()
    {
        AxisTensor image = new(TensorShape.Of("yx", 47, 64), ElementType.UInt8);
        image.AsSpan<byte>().Fill(200);
        for (int y = 0; y < 47; y++)
        {
            image.AsSpan<byte>().Slice((y * 64) + 34, 30).Fill(110);
        }

        return image;
    }

    private static AxisTensor FlowImage(byte second)
    {
        AxisTensor image = new(TensorShape.Of("yx", 48, 64), ElementType.UInt8);
        int[] labels = Flows.Expected();
        for (int i = 0; i < labels.Length; i++)
        {
            image.AsSpan<byte>()[i] = labels[i] switch { 0 => 0, 1 => 200, _ => second };
        }

        return image;
    }

    /// <summary>The scene's distances everywhere; probabilities times the image's brightness by 255.</summary>
    private static void StarNetwork(AxisTensor input, AxisTensor output)
    {
        StarRays rays = StarRays.Plane(32);
        int width = input.Shape.SizeOf(AxisIds.X);
        GridSize grid = new(1, input.Shape.SizeOf(AxisIds.Y), width);
        StarScene padded = Stars with { Grid = grid };
        float[] values = padded.Output(rays);
        GridSize elements = padded.Elements;
        for (int i = 0; i < elements.Pixels; i++)
        {
            (int y, int x) = Math.DivRem(i, elements.Width);
            values[i] *= input.AsSpan<float>()[(2 * y * width) + (2 * x)] / 255;
        }

        values.CopyTo(output.AsSpan<float>());
    }

    /// <summary>Probabilities are the image's brightness by 255, objects circles of radius 8.</summary>
    private static void EvenNetwork(AxisTensor input, AxisTensor output)
    {
        int width = input.Shape.SizeOf(AxisIds.X);
        int columns = output.Shape.SizeOf(AxisIds.X);
        Span<float> to = output.AsSpan<float>();
        to.Fill(8);
        for (int i = 0; i < to.Length / 33; i++)
        {
            (int y, int x) = Math.DivRem(i, columns);
            to[i] = input.AsSpan<float>()[(2 * y * width) + (2 * x)] / 255;
        }
    }

    /// <summary>The scene's flows; logits by the image's brightness.</summary>
    private static void FlowNetwork(AxisTensor input, AxisTensor output)
    {
        float[] values = Flows.Output();
        Span<float> to = output.AsSpan<float>();
        values.CopyTo(to);
        for (int i = 0; i < Flows.Grid.Pixels; i++)
        {
            to[(2 * Flows.Grid.Pixels) + i] = input.AsSpan<float>()[i] / 255;
        }
    }

    private static int[] Read(AxisTensor labels)
    {
        Assert.IsTrue(LabelValues.TryRead(labels, out int[] read, out string problem), problem);
        return read;
    }

    private static async Task<AxisTensor> PredictAsync(
        string steps, Action<AxisTensor, AxisTensor> network, IImageSource image, TileSize? tileSize = null)
    {
        using PackageFolder folder = new();
        string path = new FakeModel { Postprocessing = steps }.Write(folder);
        using ModelPackage package = await ModelPackageReader.OpenAsync(path);
        IReadOnlyList<PredictedOutput> outputs = await ModelPredictor.PredictAsync(
            new FakeBackend { Network = network },
            package,
            image,
            new PredictionOptions { TileSize = tileSize ?? TileSize.Whole });
        using PredictedOutput output = outputs.Single();
        return await output.ReadAsync(TensorRegion.All(output.Shape));
    }

    private static async Task<ModelScore> RankAsync(
        string steps,
        Action<AxisTensor, AxisTensor> network,
        string metric,
        TensorImage image,
        int? channels = null,
        TileSize? tileSize = null)
    {
        using PackageFolder folder = new();
        EstimationOptions options = new()
        {
            TileSize = tileSize ?? TileSize.Whole,
            Threads = 1,
            Metric = KnownMetrics.Parse(metric),
            Instances = new InstanceOptions { Method = InstanceMethod.Labels },
            PerturbationUnit = PerturbationUnit.Model,
            Perturbations = [KnownPerturbations.Parse("brightness:-20")],
        };
        ModelRanking ranking = await new TransferabilityEstimator(
                new FakeBackend { Network = network, OutputChannels = channels }, options)
            .RankAsync([new FakeModel { Postprocessing = steps }.Write(folder)], [image]);
        return ranking.Models.Single();
    }
}
