using BioZooCte.Consistency;
using BioZooCte.Images;
using BioZooCte.Models;
using BioZooCte.Perturbations;
using BioZooCte.Ranking;
using BioZooCte.Tensors;
using BioZooCte.Tests.Models;
using BioZooCte.Tests.Packages;
using BioZooCte.Tiling;

namespace BioZooCte.Tests.Estimation;

/// <summary>Maps of a network that a reader can compute: probabilities are pixels by 255.</summary>
[TestClass]
public sealed class ConsistencyMapperTests
{
    private const float Threshold = 0.65f;

    [TestMethod]
    [DataRow("auto")]
    [DataRow("24")]
    public async Task MapAsync_EachPixel_HasTheShareThatKeepsItsClass(string tile)
    {
        using PackageFolder folder = new();
        AxisTensor image = FakeImages.BlobTensor("yx", 50, 61);
        ConsistencyMap map = await MapAsync(folder, image, Options(tile, "brightness:-20", "brightness:10"));

        Assert.AreEqual(image.Shape, map.Consistency.Shape);
        CollectionAssert.AreEqual(
            image.AsSpan<byte>().ToArray().Select(v => v / 255f).ToArray(), map.Foreground.AsSpan<float>().ToArray());
        CollectionAssert.AreEqual(
            image.AsSpan<byte>().ToArray().Select(v => (Stays(v, -20) + Stays(v, 10)) / 2f).ToArray(),
            map.Consistency.AsSpan<float>().ToArray());
    }

    [TestMethod]
    public async Task MapAsync_ChangedPixels_AreThoseThatTheRankingCounts()
    {
        using PackageFolder folder = new();
        EstimationOptions options = Options("32", "brightness:-20");
        AxisTensor image = FakeImages.BlobTensor("yx", 50, 61);
        ConsistencyMap map = await MapAsync(folder, image, options);
        ModelRanking ranking = await new TransferabilityEstimator(Backend(), options)
            .RankAsync([new FakeModel().Write(folder)], [Path.Combine(folder.Path, "image.tif")]);

        // What is darker loses foreground and gains none: the union is the unperturbed foreground.
        int union = map.Foreground.AsSpan<float>().ToArray().Count(p => p > Threshold);
        int changed = map.Consistency.AsSpan<float>().ToArray().Count(share => share < 1);
        Assert.IsGreaterThan(0, changed);
        Assert.AreEqual((double)(union - changed) / union, ranking.Models.Single().Cte!.Value, 1e-12);
    }

    [TestMethod]
    public async Task MapAsync_PlanesOfAStack_StandInTheirOrder()
    {
        using PackageFolder folder = new();
        AxisTensor stack = FakeImages.BlobTensor("zyx", 3, 20, 24);
        ConsistencyMap map = await MapAsync(folder, stack, Options("auto", "brightness:-20"));

        Assert.AreEqual(stack.Shape, map.Consistency.Shape);
        CollectionAssert.AreEqual(
            stack.AsSpan<byte>().ToArray().Select(v => (float)Stays(v, -20)).ToArray(),
            map.Consistency.AsSpan<float>().ToArray());
    }

    [TestMethod]
    public async Task WriteTiff_Map_IsReadBackWithItsChannels()
    {
        using PackageFolder folder = new();
        AxisTensor image = FakeImages.BlobTensor("yx", 20, 24);
        ConsistencyMap map = await MapAsync(folder, image, Options("auto", "brightness:-20"));
        string path = Path.Combine(folder.Path, "map.tif");
        map.WriteTiff(path);

        using IImageSource read = ImageFile.Open(path);
        AxisTensor both = new(read.Shape, read.ElementType);
        await read.ReadAsync(TensorRegion.All(read.Shape), both, CancellationToken.None);
        CollectionAssert.AreEqual(new[] { "foreground", "consistency" }, read.ChannelNames.ToArray());
        CollectionAssert.AreEqual(
            (float[])[.. map.Foreground.AsSpan<float>(), .. map.Consistency.AsSpan<float>()],
            both.AsSpan<float>().ToArray());
    }

    [TestMethod]
    public async Task MapAsync_ImageThatIsNone_SaysSo()
    {
        using PackageFolder folder = new();
        string path = Path.Combine(folder.Path, "image.tif");
        await File.WriteAllTextAsync(path, "no image");

        ModelRunException error = await Assert.ThrowsExactlyAsync<ModelRunException>(
            () => new ConsistencyMapper(Backend()).MapAsync(new FakeModel().Write(folder), path));
        Assert.Contains("image.tif", error.Message);
    }

    private static int Stays(byte value, int change) =>
        value / 255f > Threshold == (value + change) / 255f > Threshold ? 1 : 0;

    private static FakeBackend Backend() => new() { Network = FakeNetworks.Pixelwise };

    private static EstimationOptions Options(string tile, params string[] perturbations) => new()
    {
        TileSize = tile == "auto" ? TileSize.Auto : TileSize.Of(int.Parse(tile)),
        Threads = 1,
        Metric = KnownMetrics.Parse("nhd"),
        Threshold = Threshold,
        PerturbationUnit = PerturbationUnit.Model,
        Perturbations = [.. perturbations.Select(KnownPerturbations.Parse)],
    };

    private static async Task<ConsistencyMap> MapAsync(PackageFolder folder, AxisTensor image, EstimationOptions options)
    {
        string path = Path.Combine(folder.Path, "image.tif");
        TiffWriter.Write(path, image);
        return await new ConsistencyMapper(Backend(), options).MapAsync(new FakeModel().Write(folder), path);
    }
}
