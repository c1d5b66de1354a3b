using System.Text.Json;

using BioZooCte.Images;
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
    private const double Tolerance = 1e-4;
    private const int Multiple = 8;

    [TestMethod]
    public async Task Decode_WithoutTheStatedChannels_GivesTheStoredProbabilities()
    {
        using JsonDocument masks = JsonDocument.Parse(File.ReadAllText(SharedData.Require("goldens/cte/masks.json")));
        foreach (string path in SharedData.RequireCases(
            "goldens/cte/dropout", Directory.EnumerateFiles(SharedData.Require("goldens/cte/dropout"), "*.npy")))
        {
            (string target, string image, string model, string strength) = Path.GetFileNameWithoutExtension(path).Split('-')
                is [string t, string i, string m, string s] ? (t, i, m, s) : throw new FormatException(path);
            JsonProperty mask = masks.RootElement.GetProperty(target).EnumerateObject()
                .Single(file => Path.GetFileNameWithoutExtension(file.Name) == image);
            int[] dropped = [.. mask.Value.GetProperty(strength).EnumerateArray().Select(c => c.GetInt32())];
            AxisTensor input = await ReadAsync(SharedData.Require($"nuclei/targets/{target}/images/{mask.Name}"));
            using ModelPackage package = await ModelPackageReader.OpenAsync(PackagePath(model));
            using ISplitModelRunner runner = new OnnxBackend().Split(package, new RunnerOptions()).Runner!;

            AxisTensor found = Run(runner, input, dropped, double.Parse(strength, System.Globalization.CultureInfo.InvariantCulture));

            AxisTensor expected = Npy.Read(path, "cyx");
            int width = input.Shape.SizeOf(AxisIds.X);
            for (int k = 0; k < expected.Count; k++)
            {
                int x = k % expected.Shape[2].Size;
                int row = k / expected.Shape[2].Size;
                int y = row % expected.Shape[1].Size;
                int channel = row / expected.Shape[1].Size;
                double logit = found.AsSpan<float>()[(((channel * input.Shape.SizeOf(AxisIds.Y)) + y) * width) + x];
                Assert.AreEqual(
                    expected.AsSpan<float>()[k], 1 / (1 + Math.Exp(-logit)), Tolerance, $"{path} {channel} {y} {x}");
            }
        }
    }

    private static AxisTensor Run(ISplitModelRunner runner, AxisTensor input, int[] dropped, double share)
    {
        EncodedTile tile = new();
        runner.Encode([input], tile, CancellationToken.None);
        Assert.AreEqual(SpatialDropout.CountFor(share, tile.Features.Shape.SizeOf(AxisIds.Channel)), dropped.Length);
        AxisTensor features = AxisTensor.FromArray<float>(tile.Features.Shape, tile.Features.AsSpan<float>());
        SpatialDropout.Drop(features, dropped, share);
        AxisTensor output = new(input.Shape.WithSize(AxisIds.Channel, 2), ElementType.Float32);
        runner.Decode(tile, [features], [[output]], CancellationToken.None);
        return output;
    }

    /// <summary>The image between its percentiles 1 and 99.8, reflected at the bottom and the right to a multiple.</summary>
    private static async Task<AxisTensor> ReadAsync(string path)
    {
        using IImageSource image = ImageFile.Open(path);
        AxisTensor raw = AxisTensor.Uninitialized(image.Shape, image.ElementType);
        await image.ReadAsync(TensorRegion.All(image.Shape), raw, CancellationToken.None);
        double[] values = ElementConverter.Cast(raw, ElementType.Float64).AsSpan<double>().ToArray();
        double[] sorted = [.. values.Order()];
        double low = Percentile(sorted, 0.01);
        double high = Percentile(sorted, 0.998);
        (int rows, int columns) = (image.Shape.SizeOf(AxisIds.Y), image.Shape.SizeOf(AxisIds.X));
        AxisTensor input = new(TensorShape.Of("bcyx", 1, 1, Up(rows), Up(columns)), ElementType.Float32);
        for (int k = 0; k < input.Count; k++)
        {
            int y = k / Up(columns);
            int x = k % Up(columns);
            double value = values[((y < rows ? y : (2 * rows) - 2 - y) * columns) + (x < columns ? x : (2 * columns) - 2 - x)];
            input.AsSpan<float>()[k] = (float)((value - low) / (high - low + 1e-6));
        }

        return input;
    }

    private static int Up(int size) => (size + Multiple - 1) / Multiple * Multiple;

    private static double Percentile(double[] sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }

    private static string PackagePath(string model)
    {
        string folder = Path.Combine(SharedData.Require("nuclei/zoo"), model);
        return Directory.Exists(folder) ? folder : folder + ".zip";
    }
}
