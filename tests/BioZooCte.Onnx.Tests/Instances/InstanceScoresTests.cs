using System.Text.Json;

using BioZooCte.Consistency;
using BioZooCte.Evaluation.Performance;
using BioZooCte.Evaluation.Statistics;
using BioZooCte.Evaluation.Targets;
using BioZooCte.Images;
using BioZooCte.Instances;
using BioZooCte.Onnx.Tests.Estimation;
using BioZooCte.Packages;
using BioZooCte.Perturbations.Features;
using BioZooCte.Ranking;
using BioZooCte.Tensors;
using BioZooCte.Testing;

namespace BioZooCte.Onnx.Tests.Instances;

/// <summary>
/// Instances of real models on real images, held against an independent implementation: the first channel is
/// foreground, the second boundary.
/// </summary>
[TestClass]
public sealed class InstanceScoresTests
{
    private const string File = "goldens/cte/instances.json";
    private const string Perturbed = "goldens/cte/dropout";

    /// <summary>Watersheds differ where equal values meet.</summary>
    private const double Tolerance = 0.03;

    public static IEnumerable<object[]> Targets() => ExpectedFile.Cases(File);

    [TestMethod]
    [DynamicData(nameof(Targets))]
    public async Task Map_EveryModelOnATarget_HasTheReferenceMedian(string target)
    {
        using JsonDocument document = JsonDocument.Parse(System.IO.File.ReadAllText(SharedData.Require(File)));
        int models = 0;
        foreach (JsonProperty model in ExpectedFile.Entries(document.RootElement.GetProperty(target)))
        {
            using ModelPackage package = await ModelPackageReader.OpenAsync(NucleiData.PackagePath(model.Name));
            List<double> ours = [];
            List<double> theirs = [];
            foreach (JsonProperty image in ExpectedFile.Entries(model.Value))
            {
                (int[] labels, int[] instances, _) = await SegmentAsync(package, target, image.Name);
                ours.Add(ObjectMatching.Program(ContingencyTable.Of(labels, instances)).ProgramMeanAveragePrecision());
                theirs.Add(image.Value.GetProperty("map").GetDouble());
            }

            Assert.AreEqual(
                new SampleSummary([.. theirs]).Median,
                new SampleSummary([.. ours]).Median,
                Tolerance,
                $"{model.Name} on {target}");
            models++;
        }

        Assert.AreNotEqual(0, models, $"{target} yields no model.");
    }

    [TestMethod]
    public async Task VRand_EveryPerturbedPrediction_IsTheReferenceValue()
    {
        using JsonDocument document = JsonDocument.Parse(System.IO.File.ReadAllText(SharedData.Require(File)));
        string[] files = [.. SharedData.RequireCases(
            Perturbed, Directory.GetFiles(SharedData.Require(Perturbed), "*.npy"))];
        foreach (string file in files)
        {
            string[] words = Path.GetFileNameWithoutExtension(file).Split('-');
            string strength = words[^1];
            JsonProperty image = document.RootElement.GetProperty(words[0]).GetProperty(words[2])
                .EnumerateObject().Single(i => Path.GetFileNameWithoutExtension(i.Name) == words[1]);
            using ModelPackage package = await ModelPackageReader.OpenAsync(NucleiData.PackagePath(words[2]));
            (_, int[] unperturbed, GridSize grid) = await SegmentAsync(package, words[0], image.Name);
            int[] perturbed = Segment(NpyFile.Read(file, ["channel", "y", "x"]));

            double? score = ForegroundRandScore.Program(unperturbed, perturbed, grid).Score;

            GoldenNumber.AssertNear(
                image.Value.GetProperty($"vrand dropout:{strength}"), score, Tolerance, Path.GetFileName(file));
        }
    }

    /// <summary>
    /// Masks are drawn anew: the reference is one more drawing, and its median lies among those of ours.
    /// </summary>
    [TestMethod]
    [DynamicData(nameof(Targets))]
    public async Task RankByVRand_EveryModelOnATarget_HasTheReferenceMedian(string target)
    {
        const string Perturbation = "dropout:0.3";
        using JsonDocument document = JsonDocument.Parse(System.IO.File.ReadAllText(SharedData.Require(File)));
        JsonElement reference = document.RootElement.GetProperty(target);
        EstimationOptions options = new()
        {
            Metric = KnownMetrics.Parse("vrand"),
            FeaturePerturbations = [KnownFeaturePerturbations.Parse(Perturbation)],
            Runs = 3,
        };
        string[] models = [.. ExpectedFile.Entries(reference).Select(model => NucleiData.PackagePath(model.Name))];
        string[] images = [.. ExpectedFile.Entries(ExpectedFile.Entries(reference).First().Value)
            .Select(image => ImagePath(target, image.Name))];

        ModelRanking ranking =
            await new TransferabilityEstimator(new OnnxBackend(), options).RankAsync(models, images);

        Assert.AreNotEqual(0, ranking.Models.Length, $"{target} yields no model.");
        foreach (ModelScore model in ranking.Models)
        {
            double[] theirs = [.. ExpectedFile.Entries(reference.GetProperty(model.Id))
                .Select(image => image.Value.GetProperty($"vrand {Perturbation}"))
                .Where(value => value.ValueKind == JsonValueKind.Number).Select(value => value.GetDouble())];
            double[] ours = [.. model.PerImage.Where(pair => pair.Score is not null).GroupBy(pair => pair.Run)
                .Select(run => new SampleSummary([.. run.Select(pair => pair.Score!.Value)]).Median)];
            double median = new SampleSummary([.. theirs]).Median;
            Assert.HasCount(options.Runs, ours);
            Assert.IsInRange(
                ours.Min() - Tolerance, ours.Max() + Tolerance, median, $"{model.Id} on {target}: {string.Join(", ", ours)}");
        }
    }

    private static string ImagePath(string target, string image) =>
        SharedData.Require($"nuclei/targets/{target}/images/{image}");

    private static async Task<(int[] Labels, int[] Instances, GridSize Grid)> SegmentAsync(
        ModelPackage package, string target, string image)
    {
        string path = ImagePath(target, image);
        string labels = Directory.GetFiles(SharedData.Require($"nuclei/targets/{target}/labels"))
            .Single(f => Path.GetFileNameWithoutExtension(f) == Path.GetFileNameWithoutExtension(image));
        using IImageSource source = ImageFile.Open(path);
        IReadOnlyList<PredictedOutput> outputs =
            await ModelPredictor.PredictAsync(new OnnxBackend(), package, source);
        using PredictedOutput output = outputs.Single();
        AxisTensor probabilities = await output.ReadAsync(TensorRegion.All(output.Shape));
        return (
            await LabelFile.ReadAsync(new LabelledImage(path, labels), null, CancellationToken.None),
            Segment(probabilities),
            new GridSize(1, probabilities.Shape.SizeOf(AxisIds.Y), probabilities.Shape.SizeOf(AxisIds.X)));
    }

    private static int[] Segment(AxisTensor probabilities)
    {
        AxisTensor ordered = AxisOrder.Reorder(
            ElementConverter.Cast(probabilities, ElementType.Float32), [AxisIds.Channel, AxisIds.Y, AxisIds.X]);
        GridSize grid = new(1, ordered.Shape[1].Size, ordered.Shape[2].Size);
        int[] labels = new int[grid.Pixels];
        ReadOnlySpan<float> values = ordered.AsSpan<float>();
        new InstanceSegmenter(new InstanceOptions())
            .Segment(values[..grid.Pixels], values.Slice(grid.Pixels, grid.Pixels), grid, labels);
        return labels;
    }
}
