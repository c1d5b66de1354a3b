using BioZooCte.Features;
using BioZooCte.Images;
using BioZooCte.Models;
using BioZooCte.Onnx.Tests.Support;
using BioZooCte.Packages;
using BioZooCte.Tensors;
using BioZooCte.Tiling;

namespace BioZooCte.Onnx.Tests.Estimation;

/// <summary>Features of real networks at sampled positions.</summary>
[TestClass]
public sealed class FeatureSamplingTests
{
    /// <summary>What features may differ by, relative to the largest of their layer.</summary>
    private const double Tolerance = 1e-5;

    /// <summary>Of packages of one kind, the first few: a zoo may be large.</summary>
    private const int MostPackages = 2;

    [TestMethod]
    [DataRow(PackageTrait.OtherScale, 200, 250, 128)]
    [DataRow(PackageTrait.OtherScale, 131, 253, 160)]
    [DataRow(PackageTrait.ChannelsLast, 200, 250, 128)]
    [DataRow(PackageTrait.SeveralClasses, 233, 241, 128)]
    [DataRow(PackageTrait.Scaling, 200, 250, 128)]
    [DataRow(PackageTrait.Scaling, 131, 253, 160)]
    public async Task SampleAsync_Tiles_EqualTheWhole(PackageTrait trait, int rows, int columns, int length)
    {
        using TensorImage image = NucleiData.Crop(rows, columns);
        using TensorImage labels = LabelsOf(image);
        foreach (string package in TraitedPackages.With(trait).Take(MostPackages))
        {
            SampledCase whole = await SampleAsync(package, image, labels, TileSize.Whole);
            SampledCase tiled = await SampleAsync(package, image, labels, TileSize.Of(length), threads: 2);

            AreEqual(whole, tiled);
            CollectionAssert.AreEqual(new[] { 0, 1 }, whole.Layers[^1].Classes.Keys.ToArray(), package);
            Assert.AreEqual(400, whole.Layers[^1].Whole.Count, package);
            Assert.IsLessThan(400, whole.Layers[0].Whole.Count, $"{package}: fewer samples near the bottleneck");
            for (int i = 0; i < whole.SourceProbabilities.Count; i++)
            {
                Assert.AreEqual(1.0, Sum(whole.SourceProbabilities[i]), 1e-5, package);
            }
        }
    }

    /// <summary>A network that takes volumes runs its slices one by one; it scales by the whole volume.</summary>
    [TestMethod]
    public async Task SampleAsync_Volume_ReadsEachSliceInItsPlace()
    {
        using TensorImage first = NucleiData.Crop(130, 150, "first");
        using TensorImage second = NucleiData.Crop(130, 150, "second", skip: 1);
        using TensorImage volume = await StackAsync("volume", first, second);
        using TensorImage turned = await StackAsync("volume", second, first);
        using TensorImage labels = LabelsOf(volume);
        foreach (string package in TraitedPackages.With(PackageTrait.Volume).Take(MostPackages))
        {
            SampledCase whole = await SampleAsync(package, volume, labels, TileSize.Whole);
            SampledCase tiled = await SampleAsync(package, volume, labels, TileSize.Of(128));
            SampledCase other = await SampleAsync(package, turned, labels, TileSize.Whole);

            AreEqual(whole, tiled);
            Assert.AreEqual(400, whole.Layers[^1].Whole.Count, package);
            CollectionAssert.AreNotEqual(
                whole.Layers[^1].Whole.Values.ToArray(),
                other.Layers[^1].Whole.Values.ToArray(),
                $"{package}: the slices count");
        }
    }

    [TestMethod]
    public async Task SampleAsync_SameSeed_GivesTheSameBytes()
    {
        string package = NucleiData.ScalingPackages()[0];
        using TensorImage image = NucleiData.Crop(200, 250);
        using TensorImage labels = LabelsOf(image);

        SampledCase one = await SampleAsync(package, image, labels, TileSize.Of(128));
        SampledCase two = await SampleAsync(package, image, labels, TileSize.Of(128), threads: 2);
        SampledCase another = await SampleAsync(package, image, labels, TileSize.Of(128), seed: 1);

        for (int layer = 0; layer < one.Layers.Length; layer++)
        {
            double[] values = one.Layers[layer].Whole.Values.ToArray();
            CollectionAssert.AreEqual(values, two.Layers[layer].Whole.Values.ToArray());
            CollectionAssert.AreNotEqual(values, another.Layers[layer].Whole.Values.ToArray());
        }
    }

    /// <summary>The last layer at a pixel is what the network itself computes there.</summary>
    [TestMethod]
    public async Task SampleAsync_LastLayer_IsWhatThePassGivesAtThePixel()
    {
        string folder = NucleiData.ScalingPackages()[0];
        using TensorImage image = NucleiData.Crop(128, 160);
        using TensorImage labels = LabelsOf(image);
        FeatureSamplingOptions all = new() { CaseCap = 128 * 160 };

        SampledCase sampled = await SampleAsync(folder, image, labels, TileSize.Whole, options: all);

        using ModelPackage package = await ModelPackageReader.OpenAsync(folder);
        using IFeatureRunner runner = new OnnxBackend().OpenFeatures(package, new RunnerOptions());
        ReferenceInput input = await ReferenceInputOf(image);
        AxisTensor last = runner.Run([input.Padded], [null], CancellationToken.None)[^1];
        FeatureSamples found = sampled.Layers[^1].Whole;
        Assert.AreEqual(128 * 160, found.Count);
        double largest = TestTensors.ToFloats(last).Max(Math.Abs);
        for (int pixel = 0; pixel < found.Count; pixel++)
        {
            for (int channel = 0; channel < found.Channels; channel++)
            {
                double expected = last.AsSpan<float>()[(channel * found.Count) + pixel];
                Assert.AreEqual(expected, found[pixel][channel], 1e-3 * largest, $"{pixel} {channel}");
            }
        }
    }

    private static async Task<ReferenceInput> ReferenceInputOf(TensorImage image)
    {
        using TemporaryFolder folder = new();
        string path = Path.Combine(folder, "image.tif");
        AxisTensor tensor = AxisTensor.Uninitialized(image.Shape, image.ElementType);
        await image.ReadAsync(TensorRegion.All(image.Shape), tensor, CancellationToken.None);
        TiffWriter.Write(path, tensor);
        return await ReferenceInput.ReadAsync(path);
    }

    private static double Sum(ReadOnlySpan<double> row)
    {
        double sum = 0;
        foreach (double value in row)
        {
            sum += value;
        }

        return sum;
    }

    /// <summary>What is brighter than the mean is an object.</summary>
    private static TensorImage LabelsOf(TensorImage image)
    {
        AxisTensor tensor = AxisTensor.Uninitialized(image.Shape, image.ElementType);
        image.ReadAsync(TensorRegion.All(image.Shape), tensor, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        double[] values = ElementConverter.Cast(tensor, ElementType.Float64).AsSpan<double>().ToArray();
        double mean = values.Average();
        return new TensorImage(
            "labels", AxisTensor.FromArray<byte>(image.Shape, [.. values.Select(v => (byte)(v > mean ? 3 : 0))]));
    }

    private static async Task<TensorImage> StackAsync(string name, params TensorImage[] planes)
    {
        TensorShape shape = planes[0].Shape;
        AxisTensor stack = new(
            new TensorShape([new TensorAxis(AxisIds.Z, planes.Length), .. shape]), ElementType.Float32);
        for (int z = 0; z < planes.Length; z++)
        {
            AxisTensor plane = AxisTensor.Uninitialized(shape, planes[z].ElementType);
            await planes[z].ReadAsync(TensorRegion.All(shape), plane, CancellationToken.None);
            ElementConverter.Cast(plane, ElementType.Float32).AsSpan<float>()
                .CopyTo(stack.AsSpan<float>()[(z * plane.Count)..]);
        }

        return new TensorImage(name, stack);
    }

    private static void AreEqual(SampledCase expected, SampledCase found)
    {
        Assert.HasCount(expected.Layers.Length, found.Layers);
        for (int layer = 0; layer < expected.Layers.Length; layer++)
        {
            (CaseFeatures a, CaseFeatures b) = (expected.Layers[layer], found.Layers[layer]);
            AreClose(a.Whole, b.Whole, $"layer {layer}");
            CollectionAssert.AreEqual(a.WholeLabels, b.WholeLabels);
            foreach (int label in a.Classes.Keys)
            {
                AreClose(a.Classes[label], b.Classes[label], $"layer {layer}, class {label}");
            }
        }

        AreClose(expected.SourceProbabilities, found.SourceProbabilities, "probabilities");
    }

    private static void AreClose(FeatureSamples expected, FeatureSamples found, string what)
    {
        Assert.AreEqual((expected.Count, expected.Channels), (found.Count, found.Channels), what);
        double[] left = expected.Values.ToArray();
        double[] right = found.Values.ToArray();
        double largest = left.Max(Math.Abs);
        double difference = left.Zip(right, (a, b) => Math.Abs(a - b)).Max();
        Assert.IsGreaterThan(0, largest, what);
        Assert.IsLessThanOrEqualTo(Tolerance * largest, difference, what);
    }

    private static async Task<SampledCase> SampleAsync(
        string source,
        IImageSource image,
        IImageSource labels,
        TileSize tileSize,
        int threads = 1,
        ulong seed = 0,
        FeatureSamplingOptions? options = null)
    {
        using ModelPackage package = await ModelPackageReader.OpenAsync(source);
        FeaturePassOptions passes = new() { TileSize = tileSize, Threads = threads, Seed = seed };
        using FeatureSampler sampler = FeatureSampler.Open(
            SegmentationModel.Open(package, new OnnxBackend()), options ?? new FeatureSamplingOptions(), passes);
        return await sampler.SampleAsync(image, labels, CancellationToken.None);
    }
}
