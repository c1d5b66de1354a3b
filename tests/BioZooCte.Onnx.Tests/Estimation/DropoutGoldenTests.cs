using System.Globalization;
using System.Text.Json;

using BioZooCte.Consistency;
using BioZooCte.Models;
using BioZooCte.Onnx.Tests.Support;
using BioZooCte.Packages;
using BioZooCte.Perturbations.Features;
using BioZooCte.Tensors;
using BioZooCte.Testing;

namespace BioZooCte.Onnx.Tests.Estimation;

/// <summary>Real networks without some channels at their bottleneck, held against an independent implementation.</summary>
[TestClass]
public sealed class DropoutGoldenTests
{
    private const double Probability = 1e-4;
    private const double Score = 0.002;
    private const string Dropout = "dropout:";

    [TestMethod]
    public async Task Decode_WithoutTheStatedChannels_GivesTheStoredProbabilities()
    {
        using JsonDocument masks = Read("goldens/cte/masks.json");
        foreach (string path in SharedData.RequireCases(
            "goldens/cte/dropout", Directory.EnumerateFiles(SharedData.Require("goldens/cte/dropout"), "*.npy")))
        {
            string[] parts = Path.GetFileNameWithoutExtension(path).Split('-');
            JsonProperty mask = masks.RootElement.GetProperty(parts[0]).EnumerateObject()
                .Single(image => Path.GetFileNameWithoutExtension(image.Name) == parts[1]);
            ReferenceInput input = await ReferenceInput.ReadAsync(ImagePath(parts[0], mask.Name));
            using ModelPackage package = await ModelPackageReader.OpenAsync(NucleiData.PackagePath(parts[2]));
            using ISplitModelRunner runner = new OnnxBackend().Split(package, new RunnerOptions()).Runner!;

            float[] found = Run(runner, input, [(Channels(mask.Value, parts[3]), Number(parts[3]))])[0];

            AxisTensor expected = Npy.Read(path, "cyx");
            Assert.HasCount(expected.Count, found, path);
            double most = found.Zip(expected.AsSpan<float>().ToArray(), (a, b) => Math.Abs((double)a - b)).Max();
            Assert.IsLessThanOrEqualTo(Probability, most, path);
        }
    }

    [TestMethod]
    public async Task Score_WithoutTheStatedChannels_IsTheStoredScore()
    {
        using JsonDocument masks = Read("goldens/cte/masks.json");
        using JsonDocument scores = Read("goldens/cte/scores.json");
        int compared = 0;
        int models = 0;
        foreach (JsonProperty target in ExpectedFile.Entries(masks.RootElement))
        {
            // One image of each target, and one strength of each model in turn: the rest differs in its pixels alone.
            JsonProperty mask = ExpectedFile.Entries(target.Value).First();
            ReferenceInput input = await ReferenceInput.ReadAsync(ImagePath(target.Name, mask.Name));
            foreach (JsonProperty model in ExpectedFile.Entries(scores.RootElement.GetProperty(target.Name)))
            {
                JsonProperty[] all = [.. model.Value.GetProperty(mask.Name).EnumerateObject()
                    .Where(score => score.Name.Contains($" {Dropout}"))];
                string[] strengths = [.. all.Select(score => StrengthOf(score.Name)).Distinct()];
                string strength = strengths[models++ % strengths.Length];
                JsonProperty[] stated = [.. all.Where(score => StrengthOf(score.Name) == strength)];
                using ModelPackage package = await ModelPackageReader.OpenAsync(NucleiData.PackagePath(model.Name));
                using ISplitModelRunner runner = new OnnxBackend().Split(package, new RunnerOptions()).Runner!;
                float[][] variants = Run(
                    runner,
                    input,
                    [([], 0), (Channels(mask.Value, strength), Number(strength))]);
                foreach (JsonProperty score in stated)
                {
                    ConsistencyMetric metric = KnownMetrics.Parse(score.Name.Split(' ')[0]);
                    int pixels = variants[0].Length / 2;
                    double? found = metric.Score(PairCounter.Count(
                        variants[0].AsSpan(0, pixels), variants[1].AsSpan(0, pixels), 0.5f, metric.Measures));
                    string place = $"{target.Name} {mask.Name} {model.Name} {score.Name}";
                    double? expected = score.Value.ValueKind == JsonValueKind.Null ? null : score.Value.GetDouble();
                    Assert.AreEqual(expected is null, found is null, place);
                    Assert.AreEqual(expected ?? 0, found ?? 0, Score, place);
                    compared++;
                }
            }
        }

        Assert.AreNotEqual(0, compared, "goldens/cte yields no case.");
    }

    /// <summary>For each set of dropped channels the probabilities of the unpadded image.</summary>
    private static float[][] Run(ISplitModelRunner runner, ReferenceInput input, (int[] Channels, double Share)[] dropped)
    {
        EncodedTile tile = new();
        runner.Encode([input.Padded], tile, CancellationToken.None);
        AxisTensor[] features = [.. dropped.Select(d =>
        {
            AxisTensor copy = AxisTensor.FromArray<float>(tile.Features.Shape, tile.Features.AsSpan<float>());
            Assert.HasCount(SpatialDropout.CountFor(d.Share, copy.Shape.SizeOf(AxisIds.Channel)), d.Channels);
            SpatialDropout.Drop(copy, d.Channels, d.Share);
            return copy;
        })];
        AxisTensor[][] outputs = [.. features.Select(_ => (AxisTensor[])
            [new AxisTensor(input.Padded.Shape.WithSize(AxisIds.Channel, 2), ElementType.Float32)])];
        runner.Decode(tile, features, outputs, CancellationToken.None);
        return [.. outputs.Select(output => input.Unpad(output[0]).Select(logit => 1 / (1 + MathF.Exp(-logit))).ToArray())];
    }

    private static JsonDocument Read(string part) => JsonDocument.Parse(File.ReadAllText(SharedData.Require(part)));

    private static string ImagePath(string target, string image) =>
        SharedData.Require($"nuclei/targets/{target}/images/{image}");

    private static int[] Channels(JsonElement mask, string strength) =>
        [.. mask.GetProperty(strength).EnumerateArray().Select(channel => channel.GetInt32())];

    private static string StrengthOf(string score) => score.Split(Dropout)[1];

    private static double Number(string strength) => double.Parse(strength, CultureInfo.InvariantCulture);
}
