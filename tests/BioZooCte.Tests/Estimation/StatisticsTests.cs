using BioZooCte.Images;
using BioZooCte.Perturbations;
using BioZooCte.Ranking;
using BioZooCte.Tensors;
using BioZooCte.Tests.Models;
using BioZooCte.Tests.Packages;
using BioZooCte.Tiling;

namespace BioZooCte.Tests.Estimation;

/// <summary>Steps that need to know more than a tile: the whole output, or the data set.</summary>
[TestClass]
public sealed class StatisticsTests
{
    private const string ScaleAndClip =
        "[{id: scale_range, kwargs: {axes: [y, x], min_percentile: 5.0, max_percentile: 95.0}}, "
        + "{id: clip, kwargs: {min: 0.0, max: 1.0}}]";

    [TestMethod]
    [DataRow("Sigmoid")]
    [DataRow(null)]
    public async Task RankAsync_StatisticsOfTheOutput_AreThoseOfAllTiles(string? lastOperator)
    {
        FakeModel model = new() { Postprocessing = ScaleAndClip };
        using TensorImage image = FakeImages.Blobs("image", "zyx", 2, 75, 101);
        ModelScore whole = await RankAsync(model, new FakeBackend { LastOperator = lastOperator }, TileSize.Whole, image);
        Assert.IsNull(whole.Error, whole.Error);
        Assert.IsNotNull(whole.Score);
        foreach (int length in (int[])[24, 32, 64])
        {
            ModelScore tiled = await RankAsync(
                model, new FakeBackend { LastOperator = lastOperator }, TileSize.Of(length), image);
            Assert.AreEqual(whole.Score.Value, tiled.Score!.Value, 1e-9, $"tiles of {length}");
            Assert.AreEqual(whole.Foreground!.Value, tiled.Foreground!.Value, 1e-9, $"tiles of {length}");
        }
    }

    [TestMethod]
    public async Task RankAsync_StatisticsOfALargeOutput_AreTakenInBands()
    {
        const int Rows = 2100;
        const int Columns = 2001;
        Assert.IsGreaterThan(TensorBands.MaximumElements, Rows * Columns);
        FakeModel model = new() { Postprocessing = ScaleAndClip };
        using TensorImage image = FakeImages.Blobs("image", "yx", Rows, Columns);
        ModelScore whole = await RankAsync(
            model, new FakeBackend { Network = FakeNetworks.Pixelwise }, TileSize.Whole, image);
        ModelScore tiled = await RankAsync(
            model, new FakeBackend { Network = FakeNetworks.Pixelwise }, TileSize.Of(512), image);
        Assert.IsNull(whole.Error, whole.Error);
        Assert.AreEqual(whole.Score!.Value, tiled.Score!.Value, 1e-9);
        Assert.AreEqual(whole.Foreground!.Value, tiled.Foreground!.Value, 1e-9);
    }

    [TestMethod]
    public async Task RankAsync_StandardisedOutput_IsRefusedWithItsRange()
    {
        FakeModel model = new() { Postprocessing = "[{id: zero_mean_unit_variance, kwargs: {axes: [y, x]}}]" };
        using TensorImage image = FakeImages.Constant("image", 10, 30);
        FakeBackend backend = new() { LastOperator = null, Network = FakeNetworks.Pixelwise };
        ModelScore score = await RankAsync(model, backend, TileSize.Auto, image);
        Assert.Contains("output 'out' has values from -1 to 1 and nothing states an activation", score.Error!);
    }

    [TestMethod]
    public async Task RankAsync_StatisticsOfTheDataSet_AreThoseOfAllImages()
    {
        List<float> seen = [];
        FakeBackend backend = new()
        {
            Network = FakeNetworks.Pixelwise,
            BeforePass = (_, input, _) => seen.Add(input.AsSpan<float>()[0]),
        };
        FakeModel model = new() { Preprocessing = "[{id: zero_mean_unit_variance, kwargs: {eps: 1.0e-9}}]" };
        using TensorImage dark = FakeImages.Constant("dark", 10, 10);
        using TensorImage bright = FakeImages.Constant("bright", 30, 30);
        await RankAsync(model, backend, TileSize.Auto, dark, bright);

        // Mean 20, deviation 10; each image's unperturbed pass is followed by one perturbed.
        Assert.HasCount(4, seen);
        Assert.AreEqual(-1, seen[0], 1e-6);
        Assert.AreEqual(1, seen[2], 1e-6);
    }

    [TestMethod]
    public async Task RankAsync_StatisticsOfTheDataSetsOutputs_AreThoseOfAllImages()
    {
        FakeModel model = new()
        {
            Postprocessing = "[{id: scale_range, kwargs: {min_percentile: 0.0, max_percentile: 100.0}}, "
                + "{id: clip, kwargs: {min: 0.0, max: 1.0}}]",
        };
        using TensorImage dark = FakeImages.Constant("dark", 0, 100);
        using TensorImage bright = FakeImages.Constant("bright", 0, 200);
        FakeBackend backend = new() { LastOperator = null, Network = FakeNetworks.Pixelwise };

        // The maxima's mean is 150: 100 becomes 0.67, which is below the threshold, 200 becomes 1.
        ModelScore score = await RankAsync(model, backend, TileSize.Auto, dark, bright);
        Assert.IsNull(score.Error, score.Error);
        Assert.AreEqual(0, score.PerImage.First(p => p.Image == "dark").Foreground!.Value);
        Assert.AreEqual(0.5, score.PerImage.First(p => p.Image == "bright").Foreground!.Value);
    }

    [TestMethod]
    public async Task RankAsync_LargeImage_IsReadInBands()
    {
        using BandedImage image = new(3000, 3001);
        FakeBackend backend = new() { Network = FakeNetworks.Pixelwise };
        FakeModel model = new()
        {
            Preprocessing = "[{id: zero_mean_unit_variance, kwargs: {axes: [channel, y, x]}}, "
                + "{id: scale_linear, kwargs: {gain: 50.0, offset: 120.0}}]",
        };
        ModelScore score = await RankAsync(model, backend, TileSize.Auto, image);
        Assert.IsNull(score.Error, score.Error);
        Assert.IsNotNull(score.Score);
        Assert.IsGreaterThan(0, image.Reads);
        Assert.IsLessThanOrEqualTo(TensorBands.MaximumElements, image.GreatestRead);
    }

    private static async Task<ModelScore> RankAsync(
        FakeModel model, FakeBackend backend, TileSize tileSize, params IImageSource[] images)
    {
        using PackageFolder folder = new();
        EstimationOptions options = new()
        {
            TileSize = tileSize,
            Threads = 1,
            Threshold = 0.7,
            Perturbations = [KnownPerturbations.Parse("contrast:0.7")],
        };
        ModelRanking ranking = await new TransferabilityEstimator(backend, options)
            .RankAsync([model.Write(folder)], images);
        return ranking.Models.Single();
    }

    /// <summary>A ramp that is nowhere stored, and remembers what was read at a time.</summary>
    private sealed class BandedImage(int rows, int columns) : IImageSource
    {
        public string Name => "banded";

        public TensorShape Shape { get; } = TensorShape.Of("yx", rows, columns);

        public ElementType ElementType => ElementType.UInt16;

        public IReadOnlyList<string> ChannelNames => [];

        public bool IsRgb => false;

        public long GreatestRead { get; private set; }

        public int Reads { get; private set; }

        public ValueTask ReadAsync(TensorRegion region, AxisTensor destination, CancellationToken cancellationToken)
        {
            Reads++;
            GreatestRead = Math.Max(GreatestRead, region.Shape.ElementCount);
            Span<ushort> values = destination.AsSpan<ushort>();
            int width = region[1].Length;
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = (ushort)(((region[0].Start + (i / width)) * 7) + ((region[1].Start + (i % width)) * 3));
            }

            return ValueTask.CompletedTask;
        }

        public void Dispose()
        {
        }
    }
}
