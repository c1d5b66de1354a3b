using BioZooCte.Consistency;
using BioZooCte.Images;
using BioZooCte.Instances;
using BioZooCte.Perturbations;
using BioZooCte.Ranking;
using BioZooCte.Tensors;
using BioZooCte.Tests.Models;
using BioZooCte.Tests.Packages;
using BioZooCte.Tiling;

namespace BioZooCte.Tests.Estimation;

/// <summary>Rankings by instances of networks that a reader can compute: probabilities are pixels by 255.</summary>
[TestClass]
public sealed class InstanceRankingTests
{
    private const int Height = 12;
    private const int Width = 30;

    /// <summary>Two boxes that a darker bridge joins: one object, two where the image is darker by 20.</summary>
    private static readonly string[] Joined =
    [
        "..............................",
        "..11111111..........22222222..",
        "..11111111..........22222222..",
        "..11111111..........22222222..",
        "..11111111..........22222222..",
        "..11111111bbbbbbbbbb22222222..",
        "..11111111bbbbbbbbbb22222222..",
        "..11111111..........22222222..",
        "..11111111..........22222222..",
        "..11111111..........22222222..",
        "..11111111..........22222222..",
        "..............................",
    ];

    [TestMethod]
    [DataRow("vrand")]
    [DataRow("vrand-paper")]
    public async Task RankAsync_ObjectThatFallsApart_HasTheScoreOfItsLabels(string metric)
    {
        using TensorImage image = new("image", Image(Joined));
        ModelScore score = await RankAsync(metric, TileSize.Auto, image);

        int[] unperturbed = Labels("12b", (_) => 1);
        int[] perturbed = Labels("12", letter => letter - '0');
        ForegroundRandScore expected = metric == "vrand"
            ? ForegroundRandScore.Program(unperturbed, perturbed, new GridSize(1, Height, Width))
            : ForegroundRandScore.Paper(unperturbed, perturbed);
        Assert.IsNull(score.Error, score.Error);
        Assert.IsLessThan(0.9, expected.Score!.Value);
        Assert.AreEqual(expected.Score!.Value, score.Cte!.Value, 1e-12);
    }

    [TestMethod]
    public async Task RankAsync_Planes_AddTheirPairs()
    {
        int[] unperturbed = Labels("12b", (_) => 1);
        int[] perturbed = Labels("12", letter => letter - '0');
        int[] intact = Labels("1", _ => 1);
        AxisTensor stack = new(TensorShape.Of("zyx", 2, Height, Width), ElementType.UInt8);
        Image(Joined).Bytes.CopyTo(stack.Bytes);
        Image([.. Joined.Select(line => line.Replace('2', '.').Replace('b', '.'))]).Bytes
            .CopyTo(stack.Bytes[(Height * Width)..]);
        using TensorImage image = new("stack", stack);

        ModelScore score = await RankAsync("vrand", TileSize.Auto, image);

        GridSize plane = new(1, Height, Width);
        (double both, double mean) = Pairs(unperturbed, perturbed, plane);
        (double bothIntact, double meanIntact) = Pairs(intact, intact, plane);
        Assert.AreEqual((both + bothIntact) / (mean + meanIntact), score.Cte!.Value, 1e-12);
    }

    [TestMethod]
    [DataRow(InstanceMethod.Components)]
    [DataRow(InstanceMethod.Watershed)]
    public async Task RankAsync_Tiles_AreComparedAsOneImage(InstanceMethod method)
    {
        using TensorImage image = FakeImages.Blobs("image", "yx", 75, 101);
        ModelScore whole = await RankAsync("vrand", TileSize.Whole, image, method);
        Assert.IsNull(whole.Error, whole.Error);
        Assert.IsLessThan(1, whole.Cte!.Value);
        foreach (int length in (int[])[24, 32, 64])
        {
            ModelScore tiled = await RankAsync("vrand", TileSize.Of(length), image, method, threads: 2);
            Assert.AreEqual(whole.Cte.Value, tiled.Cte!.Value, $"tiles of {length}");
        }
    }

    [TestMethod]
    public async Task RankAsync_LargeImage_IsReadInBands()
    {
        const int Rows = 2100;
        const int Columns = 2001;
        Assert.IsGreaterThan(TensorBands.MaximumElements, Rows * Columns);
        AxisTensor tensor = FakeImages.BlobTensor("yx", Rows, Columns);
        using TensorImage image = new("image", tensor);
        ModelScore score = await RankAsync("vrand", TileSize.Of(512), image);

        int[] unperturbed = Components(tensor, 0);
        int[] perturbed = Components(tensor, 20);
        double expected =
            ForegroundRandScore.Program(unperturbed, perturbed, new GridSize(1, Rows, Columns)).Score!.Value;
        Assert.AreEqual(expected, score.Cte!.Value, 1e-12);
    }

    [TestMethod]
    public async Task RankAsync_NoObject_IsEmpty()
    {
        using TensorImage image = FakeImages.Constant("image", 10, 30);
        ModelScore score = await RankAsync("vrand", TileSize.Auto, image);

        Assert.IsNull(score.Cte);
        Assert.AreEqual(PairScore.EmptyReason, score.PerImage.Single().Reason);
    }

    [TestMethod]
    public async Task RankAsync_LabelsOfAModelThatGivesProbabilities_SaysSo()
    {
        using TensorImage image = new("image", Image(Joined));
        ModelScore score = await RankAsync("vrand", TileSize.Auto, image, InstanceMethod.Labels);

        Assert.Contains("expected labels, whole numbers from 0", score.Error!);
    }

    private static async Task<ModelScore> RankAsync(
        string metric,
        TileSize tileSize,
        TensorImage image,
        InstanceMethod method = InstanceMethod.Components,
        int threads = 1)
    {
        using PackageFolder folder = new();
        EstimationOptions options = new()
        {
            TileSize = tileSize,
            Threads = threads,
            Metric = KnownMetrics.Parse(metric),
            Threshold = 0.65,
            Instances = new InstanceOptions { Method = method, ForegroundThreshold = 0.65f, MinSize = 4 },
            PerturbationUnit = PerturbationUnit.Model,
            Perturbations = [KnownPerturbations.Parse("brightness:-20")],
        };
        ModelRanking ranking = await new TransferabilityEstimator(
                new FakeBackend { Network = FakeNetworks.Pixelwise }, options)
            .RankAsync([new FakeModel().Write(folder)], [image]);
        return ranking.Models.Single();
    }

    private static AxisTensor Image(string[] lines) => AxisTensor.FromArray<byte>(
        TensorShape.Of("yx", Height, Width),
        [.. string.Concat(lines).Select(letter => letter switch { '.' => (byte)0, 'b' => (byte)180, _ => (byte)200 })]);

    private static int[] Labels(string letters, Func<char, int> label) =>
        [.. string.Concat(Joined).Select(letter => letters.Contains(letter) ? label(letter) : 0)];

    private static int[] Components(AxisTensor image, int darker)
    {
        GridSize grid = GridSize.Of(image.Shape);
        float[] probabilities = [.. image.AsSpan<byte>().ToArray().Select(v => (v - darker) / 255f)];
        int[] labels = new int[grid.Pixels];
        new InstanceSegmenter(new InstanceOptions
        {
            Method = InstanceMethod.Components,
            ForegroundThreshold = 0.65f,
            MinSize = 4,
        }).Segment(probabilities, [], grid, labels);
        return labels;
    }

    private static (double Both, double Mean) Pairs(int[] first, int[] second, GridSize grid)
    {
        ContingencyTable table = ContingencyTable.OfForeground(first, second, grid, withoutBand: true);
        double both = table.Overlaps.Where(o => o is { First: > 0, Second: > 0 }).Sum(o => PairsIn(o.Pixels));
        double ofFirst = table.FirstSizes.Where(s => s.Label > 0).Sum(s => PairsIn(s.Pixels));
        double ofSecond = table.SecondSizes.Where(s => s.Label > 0).Sum(s => PairsIn(s.Pixels));
        return (both, (ofFirst + ofSecond) / 2);

        static double PairsIn(long pixels) => (double)pixels * (pixels - 1);
    }
}
