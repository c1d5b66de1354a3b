using BioZooCte.Consistency;
using BioZooCte.Estimation;
using BioZooCte.Images;
using BioZooCte.Onnx.Tests.Support;
using BioZooCte.Packages;
using BioZooCte.Perturbations;
using BioZooCte.Ranking;
using BioZooCte.Tensors;
using BioZooCte.Tiling;

namespace BioZooCte.Onnx.Tests.Estimation;

/// <summary>Tiles of real networks equal one pass over the whole image.</summary>
[TestClass]
public sealed class TilingTests
{
    private const double Tolerance = 1e-4;

    [TestMethod]
    [DataRow(200, 250, 128)]
    [DataRow(200, 250, 160)]
    [DataRow(131, 253, 128)]
    [DataRow(250, 133, 160)]
    [DataRow(233, 241, 256)]
    [DataRow(37, 200, 128)]
    [DataRow(5, 7, 128)]
    [DataRow(1, 1, 128)]
    public async Task PredictAsync_Tiles_EqualTheWhole(int rows, int columns, int length)
    {
        using TensorImage image = NucleiData.Crop(rows, columns);
        foreach (string package in (string[])
            [NucleiData.ScalingPackages()[0], .. TraitedPackages.With(PackageTrait.OtherScale)])
        {
            AxisTensor whole = await PredictAsync(package, image, TileSize.Whole);
            AxisTensor tiled = await PredictAsync(package, image, TileSize.Of(length));
            Assert.AreEqual(whole.Shape, tiled.Shape);
            Assert.IsLessThanOrEqualTo(Tolerance, TestTensors.MaxDifference(whole, tiled), Path.GetFileName(package));
        }
    }

    [TestMethod]
    [DataRow(200, 250)]
    [DataRow(37, 200)]
    [DataRow(5, 7)]
    [DataRow(1, 1)]
    public async Task Gather_AnySize_CountsEachPixelOnce(int rows, int columns)
    {
        using TensorImage image = NucleiData.Crop(rows, columns);
        string[] packages =
        [
            NucleiData.ScalingPackages()[0],
            .. TraitedPackages.With(PackageTrait.OtherScale),
            .. TraitedPackages.With(PackageTrait.FixedSize),
        ];
        foreach (string folder in packages)
        {
            PairCounts total = (await GatherAsync(folder, image, TileSize.Of(128))).Images.Single().Pairs[0].Total;
            using ModelPackage package = await ModelPackageReader.OpenAsync(folder);
            long expected = (long)Math.Ceiling(rows * TraitedPackages.ScaleOf(package.Description, AxisIds.Y))
                * (long)Math.Ceiling(columns * TraitedPackages.ScaleOf(package.Description, AxisIds.X));
            Assert.AreEqual(expected, total.Pixels, Path.GetFileName(folder));
        }
    }

    [TestMethod]
    public async Task Gather_NetworkWithInstanceNorm_RunsWholeOrIsFlagged()
    {
        using TemporaryFolder folder = new();
        WriteInstanceNorm(folder);
        using TensorImage image = NucleiData.Crop(200, 250);
        ModelEvidence auto = await GatherAsync(folder, image, TileSize.Auto);
        Assert.IsNull(auto.Error, auto.Error);
        Assert.DoesNotContain("tiling-changes-result", auto.Flags);
        ModelEvidence tiled = await GatherAsync(folder, image, TileSize.Of(64));
        Assert.Contains("tiling-changes-result", tiled.Flags);
        AxisTensor whole = await PredictAsync(folder, image, TileSize.Whole);
        AxisTensor chosen = await PredictAsync(folder, image, TileSize.Auto);
        Assert.AreEqual(0, TestTensors.MaxDifference(whole, chosen));
        AxisTensor cut = await PredictAsync(folder, image, TileSize.Of(64));
        Assert.IsGreaterThan(Tolerance, TestTensors.MaxDifference(whole, cut));
    }

    private static void WriteInstanceNorm(string folder)
    {
        GraphBuilder graph = new();
        string features = graph.Conv(graph.Input("x", 1, 1, "y", "x"), 1, 2, 3);
        string normalised = graph.Node(
            "InstanceNormalization", [features, graph.Fractions(1, 1), graph.Fractions(0, 0)]);
        string result = graph.Node("Sigmoid", [graph.Conv(normalised, 2, 1, 3)]);
        graph.Output(result, 1, 1, "y", "x");
        graph.Save(folder, "bcyx").Dispose();
        File.WriteAllText(Path.Combine(folder, "rdf.yaml"), """
            format_version: 0.5.4
            type: model
            name: instance norm
            inputs:
            - id: raw
              axes:
              - type: batch
              - {type: channel, channel_names: [gray]}
              - {type: space, id: y, size: {min: 16, step: 1}}
              - {type: space, id: x, size: {min: 16, step: 1}}
              test_tensor: {source: test_input.npy}
            outputs:
            - id: out
              axes:
              - type: batch
              - {type: channel, channel_names: [foreground]}
              - {type: space, id: y, size: {tensor_id: raw, axis_id: y}, halo: 4}
              - {type: space, id: x, size: {tensor_id: raw, axis_id: x}, halo: 4}
            weights:
              onnx: {source: weights.onnx, opset_version: 17}
            """);
    }

    private static async Task<AxisTensor> PredictAsync(string source, IImageSource image, TileSize tileSize)
    {
        using ModelPackage package = await ModelPackageReader.OpenAsync(source);
        PredictionOptions options = new() { TileSize = tileSize };
        IReadOnlyList<PredictedOutput> outputs =
            await ModelPredictor.PredictAsync(new OnnxBackend(), package, image, options);
        using PredictedOutput output = outputs[0];
        return await output.ReadAsync(TensorRegion.All(output.Shape));
    }

    private static async Task<ModelEvidence> GatherAsync(string source, IImageSource image, TileSize tileSize)
    {
        EstimationOptions options = new()
        {
            TileSize = tileSize,
            Perturbations = [KnownPerturbations.Parse("gamma:1.5")],
        };
        using ModelPackage package = await ModelPackageReader.OpenAsync(source);
        ModelEstimation estimation = new(package, new OnnxBackend(), options, new ProgressScope(null, 0, 1, 1));
        ModelEvidence evidence = await estimation.GatherAsync([ImageCandidate.FromSource(image)], CancellationToken.None);
        Assert.IsNull(evidence.Images.Single().Error);
        return evidence;
    }
}
