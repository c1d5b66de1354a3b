using BioZooCte.Images;
using BioZooCte.Ranking;
using BioZooCte.Tensors;
using BioZooCte.Tests.Models;
using BioZooCte.Tests.Packages;
using BioZooCte.Tiling;

namespace BioZooCte.Tests.Estimation;

/// <summary>What of an image a model sees that takes less.</summary>
[TestClass]
public sealed class PlanesTests
{
    private const int PassesOfSample = 3; // unperturbed, contrast, gamma

    [TestMethod]
    [DataRow("zyx", "all", 5)]
    [DataRow("zyx", "middle", 1)]
    [DataRow("zyx", "4", 1)]
    [DataRow("tyx", "all", 5)]
    [DataRow("tyx", "0", 1)]
    public async Task RankAsync_Stack_RunsTheChosenPlanes(string letters, string planes, int expected)
    {
        FakeBackend backend = new();
        using TensorImage stack = FakeImages.Blobs("stack", letters, 5, 24, 40);
        ModelScore score = await RankAsync(backend, stack, Selection(planes));
        Assert.IsNull(score.Error, score.Error);
        Assert.IsNotNull(score.Score);
        Assert.AreEqual(expected * PassesOfSample, backend.Passes);
    }

    [TestMethod]
    public async Task RankAsync_OnePlane_IsScoredAsThatPlaneAlone()
    {
        AxisTensor stack = FakeImages.BlobTensor("zyx", 5, 24, 40);
        AxisTensor plane = new(TensorShape.Of("yx", 24, 40), ElementType.UInt8);
        stack.Bytes.Slice(3 * 24 * 40, 24 * 40).CopyTo(plane.Bytes);
        using TensorImage all = new("image", stack);
        using TensorImage one = new("image", plane);
        ModelScore chosen = await RankAsync(new FakeBackend(), all, Selection("3"));
        ModelScore alone = await RankAsync(new FakeBackend(), one, new ImageSelection());
        Assert.AreEqual(alone.Score, chosen.Score);
    }

    [TestMethod]
    public async Task RankAsync_PlaneBeyondTheStack_SaysHowManyThereAre()
    {
        using TensorImage stack = FakeImages.Blobs("stack", "zyx", 5, 24, 40);
        ModelScore score = await RankAsync(new FakeBackend(), stack, Selection("5"));
        Assert.AreEqual(
            "stack: has 5 planes (t 1, z 5); expected one at the position 5, counted from 0.", score.Error);
    }

    [TestMethod]
    public async Task RankAsync_TwoChannels_NeedsOneChosen()
    {
        using TensorImage image = new("two", FakeImages.BlobTensor("cyx", 2, 24, 40), ["dapi", "gfp"]);
        ModelScore refused = await RankAsync(new FakeBackend(), image, new ImageSelection());
        Assert.Contains("0 'dapi', 1 'gfp'", refused.Error!);
        Assert.Contains("--image-channel", refused.Error!);
        ModelScore byName = await RankAsync(new FakeBackend(), image, new ImageSelection(Channel: "gfp"));
        ModelScore byPosition = await RankAsync(new FakeBackend(), image, new ImageSelection(Channel: "1"));
        Assert.IsNotNull(byName.Score);
        Assert.AreEqual(byName.Score, byPosition.Score);
    }

    [TestMethod]
    public async Task RankAsync_Rgb_IsGrayWhereItsPlanesAreEqual()
    {
        AxisTensor gray = FakeImages.BlobTensor("yx", 24, 40);
        AxisTensor equal = new(TensorShape.Of("cyx", 3, 24, 40), ElementType.UInt8);
        for (int c = 0; c < 3; c++)
        {
            gray.Bytes.CopyTo(equal.Bytes[(c * gray.Count)..]);
        }

        using TensorImage plain = new("image", gray);
        using TensorImage rgb = new("image", equal, isRgb: true);
        using TensorImage colour = new("image", FakeImages.BlobTensor("cyx", 3, 24, 40), isRgb: true);
        double? expected = (await RankAsync(new FakeBackend(), plain, new ImageSelection())).Score;
        Assert.AreEqual(expected, (await RankAsync(new FakeBackend(), rgb, new ImageSelection())).Score);
        ModelScore refused = await RankAsync(new FakeBackend(), colour, new ImageSelection());
        Assert.Contains("--rgb-to-gray", refused.Error!);
        ModelScore luminance = await RankAsync(new FakeBackend(), colour, new ImageSelection(RgbToGray: true));
        Assert.IsNotNull(luminance.Score);
    }

    [TestMethod]
    public async Task RankAsync_FloatImageBeyondAnIntegerInput_IsRefusedWithTheValue()
    {
        AxisTensor tensor = new(TensorShape.Of("yx", 16, 16), ElementType.Float32);
        tensor.AsSpan<float>()[17] = 300.5f;
        using TensorImage image = new("bright", tensor);
        ModelScore score = await RankAsync(
            new FakeBackend { InputType = ElementType.Float32 }, image, new ImageSelection(), new FakeModel { Type = "uint8" });
        Assert.AreEqual(
            "bright: holds the float32 value 300.5; expected values from 0 to 255: the model's input is declared uint8.",
            score.Error);
    }

    [TestMethod]
    public async Task PredictAsync_FramesOfVolumes_KeepTimeAndZ()
    {
        using PackageFolder folder = new();
        using BioZooCte.Packages.ModelPackage package = await BioZooCte.Packages.ModelPackageReader.OpenAsync(
            new FakeModel { IsVolume = true }.Write(folder));
        FakeBackend backend = new() { Dimensions = 5, Network = FakeNetworks.Pixelwise };
        AxisTensor tensor = FakeImages.BlobTensor("tzyx", 2, 3, 20, 24);
        using TensorImage image = new("volumes", tensor);
        IReadOnlyList<PredictedOutput> outputs = await ModelPredictor.PredictAsync(backend, package, image);
        using PredictedOutput output = outputs[0];
        Assert.AreEqual(TensorShape.Of("tczyx", 2, 1, 3, 20, 24), output.Shape);
        AxisTensor predicted = await output.ReadAsync(TensorRegion.All(output.Shape));
        for (int i = 0; i < tensor.Count; i++)
        {
            Assert.AreEqual(tensor.AsSpan<byte>()[i] / 255f, predicted.AsSpan<float>()[i], 1e-6f, $"element {i}");
        }
    }

    private static ImageSelection Selection(string planes) => new(Planes: planes switch
    {
        "all" => PlaneSelection.All,
        "middle" => PlaneSelection.Middle,
        _ => PlaneSelection.Single(int.Parse(planes, System.Globalization.CultureInfo.InvariantCulture)),
    });

    private static async Task<ModelScore> RankAsync(
        FakeBackend backend, IImageSource image, ImageSelection selection, FakeModel? model = null)
    {
        using PackageFolder folder = new();
        EstimationOptions options = new() { Selection = selection };
        ModelRanking ranking = await new TransferabilityEstimator(backend, options)
            .RankAsync([(model ?? new FakeModel()).Write(folder)], [image]);
        return ranking.Models.Single();
    }
}
