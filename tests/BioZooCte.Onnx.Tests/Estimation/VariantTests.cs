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

    public static IEnumerable<object[]> Variants() => ExpectedFile.Cases(Expectations);

    [TestMethod]
    [DynamicData(nameof(Variants))]
    public async Task PredictAsync_Variant_EqualsThePlainPackage(string name)
    {
        JsonElement expected = ExpectedFile.Read(Expectations).GetProperty(name);
        if (expected.TryGetProperty("given", out _) || Relation(expected).Contains("slice by slice"))
        {
            // These take more than one plane, or another input: they have tests of their own.
            return;
        }

        using IImageSource image = OpenImage();
        using ModelPackage variant = await OpenAsync($"nuclei/variants/{name}");
        using ModelPackage plain = await OpenAsync("nuclei/" + expected.GetProperty("equals").GetString());
        AxisTensor ours = await PlaneAsync(
            variant, image, expected.GetProperty("output").GetString()!, expected.GetProperty("channel").GetString()!);
        AxisTensor theirs = await PlaneAsync(plain, image, null, expected.GetProperty("to").GetString()!);
        string relation = Relation(expected);
        if (relation.Contains("mean of the logits over 2 x 2"))
        {
            theirs = MeanOfLogits(theirs);
        }
        else if (relation.Contains("exceeds 0.5"))
        {
            theirs = AxisTensor.FromArray<float>(theirs.Shape, [.. theirs.AsSpan<float>().ToArray().Select(v => v > 0.5f ? 1f : 0f)]);
        }
        else
        {
            Assert.AreEqual("", relation, "This relation has no test.");
        }

        Hold(ours, theirs, expected, name);
    }

    [TestMethod]
    [DynamicData(nameof(Variants))]
    public async Task RankAsync_Variant_IsScoredOrRefusedAsExpected(string name)
    {
        JsonElement expected = ExpectedFile.Read(Expectations).GetProperty(name);
        bool isVolume = Relation(expected).Contains("slice by slice");
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

    [TestMethod]
    [DynamicData(nameof(Variants))]
    public async Task PredictAsync_Volume_EqualsThePlainNetworkSliceBySlice(string name)
    {
        JsonElement expected = ExpectedFile.Read(Expectations).GetProperty(name);
        if (!Relation(expected).Contains("slice by slice"))
        {
            return;
        }

        using IImageSource image = OpenImage();
        AxisTensor stack = Volume(image);
        using TensorImage volume = new("volume", stack);
        using ModelPackage variant = await OpenAsync($"nuclei/variants/{name}");
        AxisTensor ours = await PlaneAsync(
            variant, volume, expected.GetProperty("output").GetString()!, expected.GetProperty("channel").GetString()!);
        using ModelPackage plain = await OpenAsync("nuclei/" + expected.GetProperty("equals").GetString());
        SegmentationModel model = SegmentationModel.Open(plain, new OnnxBackend());
        using IModelRunner runner = model.OpenRunner();
        AxisTensor raw = AxisOrder.Reorder(
            stack, [AxisIds.Batch, AxisIds.Channel, AxisIds.Z, AxisIds.Y, AxisIds.X]);

        // The plain package's own steps on the volume: its statistics are those of all slices.
        TensorSource source = new(raw);
        ChannelSummary range = (await ChannelSummaries.OfAsync(source, 1, 99.8, CancellationToken.None))[0];
        AxisTensor normalised = ElementConverter.Cast(raw, ElementType.Float32);
        Span<float> values = normalised.AsSpan<float>();
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)((values[i] - range.Low) / (range.High - range.Low + 1e-6));
        }

        int slices = raw.Shape.SizeOf(AxisIds.Z);
        AxisTensor theirs = new(ours.Shape, ElementType.Float32);
        int channel = plain.Description.Outputs[0].FindAxis(AxisIds.Channel)!.ChannelNames
            .IndexOf(expected.GetProperty("to").GetString()!);
        for (int z = 0; z < slices; z++)
        {
            AxisTensor slice = RegionCopy.Crop(
                normalised, TensorRegion.All(normalised.Shape).With(AxisIds.Z, new AxisRange(z, 1)));
            AxisTensor output = runner.Run(
                [AxisOrder.Reorder(slice, [AxisIds.Batch, AxisIds.Channel, AxisIds.Y, AxisIds.X])],
                [plain.Description.Outputs[0].Axes.Select(a => a.Id).ToArray()],
                CancellationToken.None)[0];
            int plane = output.Shape.SizeOf(AxisIds.Y) * output.Shape.SizeOf(AxisIds.X);
            ReadOnlySpan<float> logits = output.AsSpan<float>().Slice(channel * plane, plane);
            for (int i = 0; i < plane; i++)
            {
                theirs.AsSpan<float>()[(z * plane) + i] = 1 / (1 + MathF.Exp(-logits[i]));
            }
        }

        Hold(ours, theirs, expected, name);
    }

    [TestMethod]
    [DynamicData(nameof(Variants))]
    public async Task Run_OtherInputsAsGiven_EqualsThePlainNetwork(string name)
    {
        JsonElement expected = ExpectedFile.Read(Expectations).GetProperty(name);
        if (!expected.TryGetProperty("given", out JsonElement given))
        {
            return;
        }

        using IImageSource image = OpenImage();
        AxisTensor pixels = ElementConverter.Cast(Volume(image), ElementType.Float32);
        using ModelPackage variant = await OpenAsync($"nuclei/variants/{name}");
        using ModelPackage plain = await OpenAsync("nuclei/" + expected.GetProperty("equals").GetString());
        AxisTensor Input(InputDescription input)
        {
            string[] order = [.. input.Axes.Select(axis => axis.Id)];
            AxisTensor tensor = AxisOrder.Reorder(
                pixels, [AxisIds.Batch, AxisIds.Channel, AxisIds.Z, AxisIds.Y, AxisIds.X]);
            tensor = RegionCopy.Crop(tensor, TensorRegion.All(tensor.Shape).With(AxisIds.Z, new AxisRange(0, 1)));
            tensor = AxisOrder.Reorder(tensor, order);
            bool isGiven = given.TryGetProperty(input.Id, out JsonElement value);
            Assert.IsTrue(!isGiven || value.GetString() == "ones", $"'{value}' has no test.");
            foreach (ref float element in tensor.AsSpan<float>())
            {
                element = isGiven ? 1 : (element - 20) / 100;
            }

            return tensor;
        }

        AxisTensor ours = Output(
            variant, expected.GetProperty("output").GetString()!, expected.GetProperty("channel").GetString()!, Input);
        AxisTensor theirs = Output(
            plain, plain.Description.Outputs[0].Id, expected.GetProperty("to").GetString()!, Input);

        Hold(ours, theirs, expected, name);
    }

    /// <summary>A channel of what a network gives before its steps.</summary>
    private static AxisTensor Output(
        ModelPackage package, string output, string channel, Func<InputDescription, AxisTensor> input)
    {
        using IModelRunner runner = new OnnxBackend().Open(package, new RunnerOptions());
        AxisTensor found = runner.Run(
            [.. package.Description.Inputs.Select(input)],
            [.. package.Description.Outputs.Select(one => one.Axes.Select(axis => axis.Id).ToArray())],
            CancellationToken.None)[package.Description.Outputs.ToList().FindIndex(one => one.Id == output)];
        OutputDescription described = package.Description.Outputs.Single(one => one.Id == output);
        int place = described.FindAxis(AxisIds.Channel)!.ChannelNames.IndexOf(channel);
        return AxisOrder.Reorder(AxisGather.Gather(found, AxisIds.Channel, [place]), [AxisIds.Y, AxisIds.X]);
    }

    private static string Relation(JsonElement expected) =>
        expected.TryGetProperty("relation", out JsonElement relation) ? relation.GetString()! : "";

    private static Task<ModelPackage> OpenAsync(string relative) => ModelPackageReader.OpenAsync(SharedData.Require(relative));

    /// <summary>The first 8 bit image: every variant takes it.</summary>
    private static IImageSource OpenImage()
    {
        string targets = SharedData.Require("nuclei/targets");
        foreach (string path in Directory.GetFiles(targets, "*", SearchOption.AllDirectories).Order())
        {
            if (Path.GetFileName(Path.GetDirectoryName(path)) == "images")
            {
                IImageSource image = ImageFile.Open(path);
                if (image.ElementType == ElementType.UInt8)
                {
                    return image;
                }

                image.Dispose();
            }
        }

        throw new AssertInconclusiveException("nuclei/targets has no 8 bit image.");
    }

    /// <summary>Three parts of an image one above another.</summary>
    private static AxisTensor Volume(IImageSource image)
    {
        const int Edge = 128;
        AxisTensor volume = new(TensorShape.Of("zyx", 3, Edge, Edge), image.ElementType);
        for (int z = 0; z < 3; z++)
        {
            TensorRegion corner = new(image.Shape, image.Shape.Select(a => a.Id switch
            {
                AxisIds.Y => new AxisRange(z * 32, Edge),
                AxisIds.X => new AxisRange(z * 48, Edge),
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
        int position = package.Description.Outputs[outputIndex].FindAxis(AxisIds.Channel)?.ChannelNames.IndexOf(channel) ?? 0;
        AxisTensor plane = tensor.Shape.Has(AxisIds.Channel)
            ? AxisGather.Gather(tensor, AxisIds.Channel, [Math.Max(0, position)])
            : tensor;
        string[] order = [.. new[] { AxisIds.Z, AxisIds.Y, AxisIds.X }.Where(plane.Shape.Has)];
        return ElementConverter.Cast(AxisOrder.Reorder(plane, order), ElementType.Float32);
    }

    private static AxisTensor MeanOfLogits(AxisTensor probabilities)
    {
        int rows = probabilities.Shape.SizeOf(AxisIds.Y) / 2;
        int columns = probabilities.Shape.SizeOf(AxisIds.X) / 2;
        AxisTensor result = new(TensorShape.Of("yx", rows, columns), ElementType.Float32);
        ReadOnlySpan<float> p = probabilities.AsSpan<float>();
        for (int y = 0; y < rows; y++)
        {
            for (int x = 0; x < columns; x++)
            {
                double sum = 0;
                foreach (int at in (ReadOnlySpan<int>)[0, 1, 2 * columns, (2 * columns) + 1])
                {
                    double v = p[(4 * y * columns) + (2 * x) + at];
                    sum += Math.Log(v / (1 - v));
                }

                result.AsSpan<float>()[(y * columns) + x] = (float)(1 / (1 + Math.Exp(-sum / 4)));
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
