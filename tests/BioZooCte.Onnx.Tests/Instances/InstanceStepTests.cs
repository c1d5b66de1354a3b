using BioZooCte.Consistency;
using BioZooCte.Images;
using BioZooCte.Instances;
using BioZooCte.Onnx.Tests.Support;
using BioZooCte.Packages;
using BioZooCte.Perturbations;
using BioZooCte.Ranking;
using BioZooCte.Tensors;

using Google.Protobuf;

namespace BioZooCte.Onnx.Tests.Instances;

/// <summary>
/// Packages with a step that makes labels, around networks of one convolution. Objects are cones of brightness: 200 at
/// the centre, 8 less for each pixel; what is above 100 is object, a disk of radius 12.5.
/// </summary>
[TestClass]
public sealed class InstanceStepTests
{
    private const int Height = 91;
    private const int Width = 120;
    private const string StarDist =
        "{id: stardist_postprocessing, kwargs: {prob_threshold: 0.5, nms_threshold: 0.4, n_rays: 32, grid: [2, 2], b: 0}}";

    private const string Cellpose = "{id: cellpose_flow_dynamics, kwargs: {output_dtype: uint16}}";
    private static readonly (int Y, int X)[] Centres = [(20, 20), (40, 54), (70, 26), (66, 90), (24, 92)];

    [TestMethod]
    [DataRow(StarDist)]
    [DataRow(Cellpose)]
    public async Task PredictAsync_Cones_GivesADiskForEach(string step)
    {
        using TemporaryFolder folder = new();
        Write(folder, step);
        using ModelPackage package = await ModelPackageReader.OpenAsync(folder);
        using TensorImage image = new("cones", Cones());
        IReadOnlyList<PredictedOutput> outputs =
            await ModelPredictor.PredictAsync(new OnnxBackend(), package, image);
        using PredictedOutput output = outputs.Single();
        Assert.AreEqual(TensorShape.Of("cyx", 1, Height, Width), output.Shape);
        Assert.AreEqual(ElementType.UInt16, output.ElementType);
        AxisTensor tensor = await output.ReadAsync(TensorRegion.All(output.Shape));
        ushort[] labels = tensor.AsSpan<ushort>().ToArray();

        Assert.AreEqual(Centres.Length, labels.Distinct().Count(l => l > 0));
        for (int i = 0; i < labels.Length; i++)
        {
            (int y, int x) = Math.DivRem(i, Width);
            (int cy, int cx) = Centres.MinBy(c => Distance(c, y, x));
            double distance = Distance((cy, cx), y, x);
            if (distance < 12)
            {
                Assert.AreEqual(labels[(cy * Width) + cx], labels[i], $"y {y}, x {x}");
            }
            else if (distance > 13)
            {
                Assert.AreEqual(0, labels[i], $"y {y}, x {x}");
            }
        }

        string tiff = Path.Combine(folder, "labels.tif");
        await output.WriteTiffAsync(tiff);
        using IImageSource written = ImageFile.Open(tiff);
        Assert.AreEqual(ElementType.UInt16, written.ElementType);
    }

    [TestMethod]
    [DataRow("miou")]
    [DataRow("vrand")]
    public async Task RankAsync_LabelsOfBothSteps_AreRanked(string metric)
    {
        using TemporaryFolder stars = new();
        using TemporaryFolder flows = new();
        Write(stars, StarDist);
        Write(flows, Cellpose);
        using TensorImage image = new("cones", Cones());
        EstimationOptions options = new()
        {
            Metric = KnownMetrics.Parse(metric),
            Instances = new InstanceOptions { Method = InstanceMethod.Labels },
            PerturbationUnit = PerturbationUnit.Model,
            Perturbations = [KnownPerturbations.Parse("brightness:-20")],
        };
        ModelRanking ranking =
            await new TransferabilityEstimator(new OnnxBackend(), options).RankAsync([stars, flows], [image]);

        Assert.HasCount(2, ranking.Models);
        foreach (ModelScore score in ranking.Models)
        {
            // 20 less is a radius of 10 instead of 12.5: (10 / 12.5)² of the pixels of objects are left.
            Assert.IsNull(score.Error, score.Error);
            Assert.IsGreaterThan(0.5, score.Cte!.Value);
            Assert.IsLessThan(0.95, score.Cte.Value);
        }
    }

    private static double Distance((int Y, int X) centre, int y, int x) =>
        Math.Sqrt(((centre.Y - y) * (centre.Y - y)) + ((centre.X - x) * (centre.X - x)));

    private static AxisTensor Cones()
    {
        float[] values = new float[Height * Width];
        for (int i = 0; i < values.Length; i++)
        {
            (int y, int x) = Math.DivRem(i, Width);
            values[i] = (float)Math.Max(0, 200 - (8 * Centres.Min(c => Distance(c, y, x))));
        }

        return AxisTensor.FromArray<float>(TensorShape.Of("yx", Height, Width), values);
    }

    private static void Write(string folder, string step)
    {
        bool isStar = step == StarDist;
        GraphBuilder graph = new();
        string input = graph.Input("raw", 1, 1, "y", "x");
        graph.Output(isStar ? Distances(graph, input) : Flows(graph, input), 1, isStar ? 33 : 3, "h", "w");
        File.WriteAllBytes(Path.Combine(folder, "weights.onnx"), graph.Model.ToByteArray());
        File.WriteAllText(
            Path.Combine(folder, "rdf.yaml"),
            $$"""
            format_version: 0.5.10
            type: model
            name: cones of brightness
            inputs:
            - id: raw
              axes:
              - type: batch
              - {type: channel, channel_names: [gray]}
              - {type: space, id: y, size: { min: 32, step: 2 } }
              - {type: space, id: x, size: { min: 32, step: 2 } }
              data: {type: float32}
              test_tensor: {source: test_input.npy}
            outputs:
            - id: labels
              axes:
              - type: batch
              - {type: channel, channel_names: [label]}
              - {type: space, id: y, size: { tensor_id: raw, axis_id: y } }
              - {type: space, id: x, size: { tensor_id: raw, axis_id: x } }
              data: {type: uint16}
              test_tensor: {source: test_output.npy}
              postprocessing: [{{step}}]
            weights:
              onnx: {source: weights.onnx, opset_version: 17}
            """);
    }

    /// <summary>Brightness by 200 is a probability, and 12.5 pixels less for each 8 · 12.5 a distance; every second pixel.</summary>
    private static string Distances(GraphBuilder graph, string input) => graph.Node(
        "Conv",
        [
            input,
            graph.Node(
                "Reshape",
                [graph.Fractions([1f / 200, .. Enumerable.Repeat(1f / 8, 32)]), graph.Numbers(33, 1, 1, 1)]),
            graph.Fractions([0, .. Enumerable.Repeat(-12.5f, 32)]),
        ],
        ("strides", new long[] { 2, 2 }));

    /// <summary>5 · the slope of the brightness by 8, and the brightness above 100.</summary>
    private static string Flows(GraphBuilder graph, string input)
    {
        const float Slope = 5f / 16;
        float[] weights =
        [
            0, -Slope, 0, 0, 0, 0, 0, Slope, 0,
            0, 0, 0, -Slope, 0, Slope, 0, 0, 0,
            0, 0, 0, 0, 1, 0, 0, 0, 0,
        ];
        return graph.Node(
            "Conv",
            [
                input,
                graph.Node("Reshape", [graph.Fractions(weights), graph.Numbers(3, 1, 3, 3)]),
                graph.Fractions(0, 0, -100),
            ],
            ("pads", new long[] { 1, 1, 1, 1 }));
    }
}
