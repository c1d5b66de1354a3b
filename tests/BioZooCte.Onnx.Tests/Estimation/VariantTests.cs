using System.Text.Json;

using BioZooCte.Images;
using BioZooCte.Models;
using BioZooCte.Models.Processing;
using BioZooCte.Packages;
using BioZooCte.Packages.Description;
using BioZooCte.Ranking;
using BioZooCte.Tensors;
using BioZooCte.Testing;

namespace BioZooCte.Onnx.Tests.Estimation;

/// <summary>One network in the shapes of real packages: each gives what the plain one gives.</summary>
[TestClass]
public sealed class VariantTests
{
    private const string Expectations = "nuclei/variants/expected.json";

    /// <summary>The slices of a volume, and how far they lie apart in their image.</summary>
    private const int Edge = 128;
    private const int RowStep = 32;
    private const int ColumnStep = 48;

    /// <summary>What a variant's entry may say; <c>test</c> and <c>shapes</c> are held by another test.</summary>
    private static readonly string[] Keys =
    [
        "equals", "relation", "given", "output", "channel", "to", "tolerance", "margin", "rank", "scoreWithin", "refuses",
        "reason", "test", "shapes",
    ];

    public static IEnumerable<object[]> Variants() => ExpectedFile.Cases(Expectations);

    [TestMethod]
    [DynamicData(nameof(Variants))]
    public async Task PredictAsync_Variant_EqualsThePlainPackage(string name)
    {
        JsonElement expected = ExpectedFile.Case(Expectations, name, Keys);
        VariantRelation relation = VariantRelation.Read(name, expected);
        using IImageSource image = OpenImage();
        using ModelPackage variant = await OpenAsync($"nuclei/variants/{name}");
        using ModelPackage plain = await OpenAsync("nuclei/" + expected.GetProperty("equals").GetString());
        (string output, string channel, string to) = (Text(expected, "output"), Text(expected, "channel"), Text(expected, "to"));
        if (relation is VariantRelation.SameForInputs other)
        {
            Func<InputDescription, AxisTensor> inputs = InputsOf(image, other.Given);
            Hold(Run(variant, output, channel, inputs), Run(plain, plain.Description.Outputs[0].Id, to, inputs), expected, name);
            return;
        }

        using TensorImage volume = new("volume", Volume(image));
        bool isVolume = relation is VariantRelation.SliceBySlice;
        AxisTensor ours = await PlaneAsync(variant, isVolume ? volume : image, output, channel);
        AxisTensor theirs = isVolume
            ? await SlicesAsync(plain, Volume(image), to)
            : await PlaneAsync(plain, image, null, to);
        Hold(
            ours,
            relation switch
            {
                VariantRelation.MeanOfLogits mean => MeanOfLogits(theirs, mean.Edge),
                VariantRelation.Decision decision => Decisions(theirs, decision.Threshold),
                _ => theirs,
            },
            expected,
            name);
    }

    [TestMethod]
    [DynamicData(nameof(Variants))]
    public async Task RankAsync_Variant_IsScoredOrRefusedAsExpected(string name)
    {
        JsonElement expected = ExpectedFile.Read(Expectations).GetProperty(name);
        bool isVolume = VariantRelation.Read(name, expected) is VariantRelation.SliceBySlice;
        using IImageSource image = OpenImage();
        using TensorImage volume = new("volume", Volume(image));
        string variant = SharedData.Require($"nuclei/variants/{name}");
        string plain = SharedData.Require("nuclei/" + expected.GetProperty("equals").GetString());
        ModelRanking ranking = await new TransferabilityEstimator(new OnnxBackend())
            .RankAsync([variant, plain], [isVolume ? volume : image]);
        ModelScore score = ranking.Models.Single(m => m.Source == variant);
        string wanted = expected.GetProperty("rank").GetString()!;
        if (wanted == "scored")
        {
            Assert.IsNull(score.Error, score.Error);
            Assert.IsNotNull(score.Score);
        }
        else
        {
            Assert.IsNull(score.Score);
            Assert.IsNull(score.Rank);
            Assert.Contains($"'{wanted.Split(": ")[1]}'", score.Error!);
        }

        if (expected.TryGetProperty("scoreWithin", out JsonElement within))
        {
            double other = ranking.Models.Single(m => m.Source == plain).Score!.Value;
            Assert.AreEqual(other, score.Score!.Value, within.GetDouble());
        }

        if (expected.TryGetProperty("refuses", out JsonElement refused))
        {
            foreach (JsonElement metric in refused.EnumerateArray())
            {
                EstimationOptions options = new() { Metric = Consistency.KnownMetrics.Parse(metric.GetString()!) };
                ModelRanking other = await new TransferabilityEstimator(new OnnxBackend(), options)
                    .RankAsync([variant], [image]);
                Assert.Contains(expected.GetProperty("reason").GetString()!, other.Models[0].Error!);
            }
        }
    }

    /// <summary>
    /// The plain network's own steps on a volume, whose statistics are those of all slices, and the network on each.
    /// </summary>
    private static async Task<AxisTensor> SlicesAsync(ModelPackage plain, AxisTensor stack, string channel)
    {
        AxisTensor raw = AxisOrder.Reorder(stack, [AxisIds.Batch, AxisIds.Channel, AxisIds.Z, AxisIds.Y, AxisIds.X]);
        ProcessingDescription.ScaleRange scale = plain.Description.Inputs[0].Processing
            .OfType<ProcessingDescription.ScaleRange>().Single();
        ChannelSummary range = (await ChannelSummaries.OfAsync(
            new TensorSource(raw), scale.MinPercentile, scale.MaxPercentile, CancellationToken.None))[0];
        AxisTensor normalised = ElementConverter.Cast(raw, ElementType.Float32);
        foreach (ref float value in normalised.AsSpan<float>())
        {
            value = (float)((value - range.Low) / (range.High - range.Low + scale.Epsilon));
        }

        SegmentationModel model = SegmentationModel.Open(plain, new OnnxBackend());
        using IModelRunner runner = model.OpenRunner();
        OutputDescription described = plain.Description.Outputs[0];
        int place = PlaceOf(described, channel);
        AxisTensor result = new(stack.Shape, ElementType.Float32);
        for (int z = 0; z < stack.Shape.SizeOf(AxisIds.Z); z++)
        {
            AxisTensor slice = RegionCopy.Crop(
                normalised, TensorRegion.All(normalised.Shape).With(AxisIds.Z, new AxisRange(z, 1)));
            AxisTensor logits = runner.Run(
                [AxisOrder.Reorder(slice, [AxisIds.Batch, AxisIds.Channel, AxisIds.Y, AxisIds.X])],
                [described.Axes.Select(a => a.Id).ToArray()],
                CancellationToken.None)[0];
            AxisTensor plane = AxisGather.Gather(logits, AxisIds.Channel, [place]);
            for (int i = 0; i < plane.Count; i++)
            {
                result.AsSpan<float>()[(int)(z * plane.Count) + i] = 1 / (1 + MathF.Exp(-plane.AsSpan<float>()[i]));
            }
        }

        return result;
    }

    /// <summary>One plane of an image for every input, 1 for those that are given as ones.</summary>
    private static Func<InputDescription, AxisTensor> InputsOf(IImageSource image, JsonElement given)
    {
        AxisTensor pixels = AxisOrder.Reorder(
            ElementConverter.Cast(Volume(image), ElementType.Float32),
            [AxisIds.Batch, AxisIds.Channel, AxisIds.Z, AxisIds.Y, AxisIds.X]);
        AxisTensor plane = RegionCopy.Crop(
            pixels, TensorRegion.All(pixels.Shape).With(AxisIds.Z, new AxisRange(0, 1)));
        return input =>
        {
            AxisTensor tensor = AxisOrder.Reorder(plane, [.. input.Axes.Select(axis => axis.Id)]);
            bool isGiven = given.TryGetProperty(input.Id, out JsonElement value);
            Assert.IsTrue(!isGiven || value.GetString() == "ones", $"'{value}' has no test.");
            return AxisTensor.FromArray<float>(
                tensor.Shape, [.. tensor.AsSpan<float>().ToArray().Select(v => isGiven ? 1 : (v - 20) / 100)]);
        };
    }

    /// <summary>A channel of what a network gives before its steps.</summary>
    private static AxisTensor Run(
        ModelPackage package, string output, string channel, Func<InputDescription, AxisTensor> input)
    {
        using IModelRunner runner = new OnnxBackend().Open(package, new RunnerOptions());
        AxisTensor found = runner.Run(
            [.. package.Description.Inputs.Select(input)],
            [.. package.Description.Outputs.Select(one => one.Axes.Select(axis => axis.Id).ToArray())],
            CancellationToken.None)[package.Description.Outputs.ToList().FindIndex(one => one.Id == output)];
        OutputDescription described = package.Description.Outputs.Single(one => one.Id == output);
        int place = PlaceOf(described, channel);
        return AxisOrder.Reorder(AxisGather.Gather(found, AxisIds.Channel, [place]), [AxisIds.Y, AxisIds.X]);
    }

    private static int PlaceOf(OutputDescription output, string channel)
    {
        int place = output.FindAxis(AxisIds.Channel)!.ChannelNames.IndexOf(channel);
        Assert.IsGreaterThanOrEqualTo(0, place, $"'{output.Id}' has a channel '{channel}'.");
        return place;
    }

    private static string Text(JsonElement expected, string key) => expected.GetProperty(key).GetString()!;

    private static Task<ModelPackage> OpenAsync(string relative) => ModelPackageReader.OpenAsync(SharedData.Require(relative));

    /// <summary>The first 8 bit image of one channel that is large enough: every variant takes it.</summary>
    private static IImageSource OpenImage() => NucleiData.OpenImage(
        image => image.ElementType == ElementType.UInt8
            && image.Shape.SizeOf(AxisIds.Y) >= Edge + (2 * RowStep)
            && image.Shape.SizeOf(AxisIds.X) >= Edge + (2 * ColumnStep),
        "8 bit image that holds a volume");

    /// <summary>Three parts of an image one above another.</summary>
    private static AxisTensor Volume(IImageSource image)
    {
        AxisTensor volume = new(TensorShape.Of("zyx", 3, Edge, Edge), image.ElementType);
        for (int z = 0; z < 3; z++)
        {
            TensorRegion corner = new(image.Shape, image.Shape.Select(a => a.Id switch
            {
                AxisIds.Y => new AxisRange(z * RowStep, Edge),
                AxisIds.X => new AxisRange(z * ColumnStep, Edge),
                _ => new AxisRange(0, 1),
            }));
            AxisTensor part = AxisTensor.Uninitialized(corner.Shape, image.ElementType);
            image.ReadAsync(corner, part, CancellationToken.None).AsTask().GetAwaiter().GetResult();
            part.Bytes.CopyTo(volume.Bytes[(z * part.Bytes.Length)..]);
        }

        return volume;
    }

    /// <summary>One channel of one output of a whole image.</summary>
    private static async Task<AxisTensor> PlaneAsync(
        ModelPackage package, IImageSource image, string? outputId, string channel)
    {
        IReadOnlyList<PredictedOutput> outputs = await ModelPredictor.PredictAsync(new OnnxBackend(), package, image);
        using PredictedOutput output = outputs.Single(o => outputId is null || o.Id == outputId);
        AxisTensor tensor = await output.ReadAsync(TensorRegion.All(output.Shape));
        int outputIndex = package.Description.Outputs.ToList().FindIndex(o => o.Id == output.Id);
        AxisTensor plane = tensor.Shape.Has(AxisIds.Channel)
            ? AxisGather.Gather(tensor, AxisIds.Channel, [PlaceOf(package.Description.Outputs[outputIndex], channel)])
            : tensor;
        string[] order = [.. new[] { AxisIds.Z, AxisIds.Y, AxisIds.X }.Where(plane.Shape.Has)];
        return ElementConverter.Cast(AxisOrder.Reorder(plane, order), ElementType.Float32);
    }

    private static AxisTensor Decisions(AxisTensor probabilities, float threshold) => AxisTensor.FromArray<float>(
        probabilities.Shape, [.. probabilities.AsSpan<float>().ToArray().Select(v => v > threshold ? 1f : 0f)]);

    private static AxisTensor MeanOfLogits(AxisTensor probabilities, int edge)
    {
        int stride = probabilities.Shape.SizeOf(AxisIds.X);
        int rows = probabilities.Shape.SizeOf(AxisIds.Y) / edge;
        int columns = stride / edge;
        AxisTensor result = new(TensorShape.Of("yx", rows, columns), ElementType.Float32);
        ReadOnlySpan<float> p = probabilities.AsSpan<float>();
        for (int y = 0; y < rows; y++)
        {
            for (int x = 0; x < columns; x++)
            {
                double sum = 0;
                for (int i = 0; i < edge * edge; i++)
                {
                    double v = p[(((edge * y) + (i / edge)) * stride) + (edge * x) + (i % edge)];
                    sum += Math.Log(v / (1 - v));
                }

                result.AsSpan<float>()[(y * columns) + x] = (float)(1 / (1 + Math.Exp(-sum / (edge * edge))));
            }
        }

        return result;
    }

    private static void Hold(AxisTensor ours, AxisTensor theirs, JsonElement expected, string name)
    {
        Assert.AreEqual(theirs.Shape, ours.Shape, name);
        double tolerance = expected.GetProperty("tolerance").GetDouble();
        int margin = expected.GetProperty("margin").GetInt32();
        int rows = ours.Shape.SizeOf(AxisIds.Y);
        int columns = ours.Shape.SizeOf(AxisIds.X);
        int compared = 0;
        for (int i = 0; i < ours.Count; i++)
        {
            int y = i / columns % rows;
            int x = i % columns;
            if (y >= margin && y < rows - margin && x >= margin && x < columns - margin)
            {
                Assert.AreEqual(theirs.AsSpan<float>()[i], ours.AsSpan<float>()[i], tolerance, $"{name} at y {y}, x {x}");
                compared++;
            }
        }

        Assert.AreNotEqual(0, compared, name);
    }
}
