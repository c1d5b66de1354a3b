using BioZooCte.Features;
using BioZooCte.Images;
using BioZooCte.Models;
using BioZooCte.Packages;
using BioZooCte.Tensors;
using BioZooCte.Tests.Models;
using BioZooCte.Tests.Packages;
using BioZooCte.Tiling;

namespace BioZooCte.Tests.Features;

[TestClass]
public sealed class FeatureSamplerTests
{
    private const int Rows = 48;
    private const int Columns = 64;

    private static readonly FakeFeatureBackend Backend = Create(4);

    [TestMethod]
    public async Task SampleAsync_Ramp_ReadsEachLayerAtThePixelsThatWereDrawn()
    {
        SampledCase found = await SampleAsync(Image(), Labels());

        Assert.HasCount(2, found.Layers);
        (CaseFeatures deep, CaseFeatures last) = (found.Layers[0], found.Layers[1]);
        Assert.AreEqual("ramp.tif", last.Case);
        CollectionAssert.AreEqual(new[] { 0, 1 }, last.Classes.Keys.ToArray());
        Assert.AreEqual((2, 1), (deep.Whole.Channels, last.Whole.Channels));
        Assert.AreEqual((200, 400), (deep.Whole.Count, last.Whole.Count));
        foreach ((int label, FeatureSamples rows) in last.Classes)
        {
            for (int i = 0; i < rows.Count; i++)
            {
                Assert.AreEqual(label, LabelAt(PlaceOf(rows[i][0])), "a pixel of the class");
            }
        }

        for (int i = 0; i < last.Whole.Count; i++)
        {
            double value = last.Whole[i][0];
            Assert.AreEqual(last.WholeLabels[i], LabelAt(PlaceOf(value)));
            float probability = Math.Clamp((float)value / 255, 0, 1);
            Assert.AreEqual(1 - probability, (float)found.SourceProbabilities[i][0]);
            Assert.AreEqual(probability, (float)found.SourceProbabilities[i][1]);
        }
    }

    /// <summary>Between the centres of the elements of a pooled ramp lies the ramp itself.</summary>
    [TestMethod]
    public async Task SampleAsync_LayerOfHalfTheResolution_IsInterpolatedWithHalfPixelCentres()
    {
        FeatureSamplingOptions all = new() { CaseCap = 2 * Rows * Columns };

        SampledCase found = await SampleAsync(Image(), Labels(), all);

        FeatureSamples deep = found.Layers[0].Whole;
        Assert.AreEqual(Rows * Columns, deep.Count, "every pixel, in order");
        for (int i = 0; i < deep.Count; i++)
        {
            double y = Math.Clamp(i / Columns, 0.5, Rows - 1.5);
            double x = Math.Clamp(i % Columns, 0.5, Columns - 1.5);
            Assert.AreEqual(y + (x / 64), deep[i][0], 1e-5, $"pixel {i}");
            Assert.AreEqual(2 * deep[i][0], deep[i][1], 1e-5, $"pixel {i}");
        }
    }

    [TestMethod]
    [DataRow(16, 1)]
    [DataRow(24, 3)]
    [DataRow(40, 2)]
    public async Task SampleAsync_TilesAndThreads_ChangeNothing(int length, int threads)
    {
        SampledCase whole = await SampleAsync(Image(), Labels());

        SampledCase tiled = await SampleAsync(
            Image(), Labels(), passes: new FeaturePassOptions { TileSize = TileSize.Of(length), Threads = threads });

        AreEqual(whole, tiled);
        Assert.IsFalse(tiled.ChangesResult);
    }

    /// <summary>What lies between the last element of a tile and the first of the next is read from both.</summary>
    [TestMethod]
    public async Task SampleAsync_NetworkWithoutReach_IsInterpolatedAcrossTiles()
    {
        FeatureSamplingOptions all = new() { CaseCap = 2 * Rows * Columns };
        FakeModel model = new() { Halo = 0 };
        FakeFeatureBackend backend = new(
            new FakeBackend { Downsampling = 2, Reach = 0, Network = FakeNetworks.Pixelwise });

        SampledCase whole = await SampleAsync(Image(), Labels(), all, backend: backend, model: model);
        SampledCase tiled = await SampleAsync(
            Image(), Labels(), all, new FeaturePassOptions { TileSize = TileSize.Of(16) }, backend, model);

        AreEqual(whole, tiled);
        Assert.IsFalse(tiled.ChangesResult);
    }

    [TestMethod]
    public async Task SampleAsync_OtherCasesBefore_ChangeNothing()
    {
        using PackageFolder folder = new();
        using ModelPackage package = await ModelPackageReader.OpenAsync(new FakeModel().Write(folder));
        using FeatureSampler sampler = Open(package, Backend);
        using RampImage other = new("other.tif", "yx", 32, 32) { Value = (_, y, x) => y * x / 9f };

        SampledCase first = await sampler.SampleAsync(Image(), Labels(), CancellationToken.None);
        using TensorImage few = new("few.tif", new AxisTensor(TensorShape.Of("yx", 32, 32), ElementType.UInt8));
        SampledCase between = await sampler.SampleAsync(other, few, CancellationToken.None);
        SampledCase again = await sampler.SampleAsync(Image(), Labels(), CancellationToken.None);

        AreEqual(first, again);
        CollectionAssert.AreEqual(new[] { 0 }, between.Layers[1].Classes.Keys.ToArray());
    }

    [TestMethod]
    public async Task SampleAsync_StackPlaneByPlane_IsWhatTheVolumeGives()
    {
        using RampImage stack = new("stack.tif", "zyx", 3, Rows, Columns);
        using RampImage labels = new("stack labels.tif", "zyx", 3, Rows, Columns)
        {
            ElementType = ElementType.UInt16,
            Value = (z, y, x) => LabelAt((z, y, x)),
        };
        FeaturePassOptions tiles = new() { TileSize = TileSize.Of(24) };

        SampledCase volume = await SampleAsync(
            stack, labels, backend: Create(5), model: new FakeModel { IsVolume = true }, passes: tiles);
        SampledCase planes = await SampleAsync(stack, labels);

        AreEqual(volume, planes);
        CollectionAssert.AreEquivalent(
            new[] { 0, 1, 2 }, Values(planes.Layers[1].Whole).Select(v => PlaceOf(v).Slice).Distinct().ToArray());
    }

    [TestMethod]
    public async Task SampleAsync_OnePlaneOfAStack_IsDrawnFromThatPlane()
    {
        using RampImage stack = new("stack.tif", "zyx", 3, Rows, Columns);
        using RampImage labels = new("stack labels.tif", "zyx", 3, Rows, Columns)
        {
            ElementType = ElementType.UInt16,
            Value = (z, _, _) => z,
        };
        FeaturePassOptions one = new() { Selection = new ImageSelection(Planes: PlaneSelection.Single(1)) };

        SampledCase found = await SampleAsync(stack, labels, passes: one);

        CollectionAssert.AreEqual(new[] { 1 }, found.Layers[1].Classes.Keys.ToArray());
        Assert.IsTrue(Values(found.Layers[1].Whole).All(v => PlaceOf(v).Slice == 1));
    }

    [TestMethod]
    public async Task SampleAsync_ClassesByValue_AreKeptApart()
    {
        using RampImage labels = Labels((_, y, _) => y / 20 * 3);
        FeatureSamplingOptions options = new() { Classes = LabelClasses.Values };

        SampledCase found = await SampleAsync(Image(), labels, options);

        CollectionAssert.AreEqual(new[] { 0, 3, 6 }, found.Layers[0].Classes.Keys.ToArray());
        foreach ((int label, FeatureSamples rows) in found.Layers[1].Classes)
        {
            Assert.IsTrue(Values(rows).All(v => PlaceOf(v).Row / 20 * 3 == label));
        }
    }

    [TestMethod]
    public async Task SampleAsync_ObjectsTakenForClasses_SaysSo()
    {
        using RampImage labels = Labels((_, y, x) => (y * Columns) + x);

        InvalidImageException error = await Assert.ThrowsExactlyAsync<InvalidImageException>(
            () => SampleAsync(Image(), labels, new FeatureSamplingOptions { Classes = LabelClasses.Values }));

        Assert.AreEqual(
            "labels.tif: labels: there are more than 256 different numbers; expected numbers of classes, not of "
                + "objects: take every number above 0 for foreground instead.",
            error.Message);
    }

    [TestMethod]
    public async Task SampleAsync_NumbersBeyondInt32_AreObjectsButNoClasses()
    {
        AxisTensor numbers = new(TensorShape.Of("yx", Rows, Columns), ElementType.UInt32);
        numbers.AsSpan<uint>()[..Columns].Fill(3_000_000_000);
        using TensorImage labels = new("labels.tif", numbers);

        SampledCase found = await SampleAsync(Image(), labels);
        InvalidImageException error = await Assert.ThrowsExactlyAsync<InvalidImageException>(
            () => SampleAsync(Image(), labels, new FeatureSamplingOptions { Classes = LabelClasses.Values }));

        CollectionAssert.AreEqual(new[] { 0, 1 }, found.Layers[1].Classes.Keys.ToArray());
        Assert.IsTrue(Values(found.Layers[1].Classes[1]).All(v => PlaceOf(v).Row == 0));
        Assert.AreEqual(
            "labels.tif: labels: has the value 3000000000; expected numbers of classes, from 0.", error.Message);
    }

    [TestMethod]
    public async Task SampleAsync_LabelsOfAnotherSize_NamesBoth()
    {
        using RampImage labels = new("labels.tif", "yx", Rows, Columns - 1) { ElementType = ElementType.UInt16 };

        InvalidImageException error =
            await Assert.ThrowsExactlyAsync<InvalidImageException>(() => SampleAsync(Image(), labels));

        Assert.AreEqual(
            "labels.tif: labels: the size is y 48, x 63; expected that of its image ramp.tif, y 48, x 64.",
            error.Message);
    }

    [TestMethod]
    public async Task SampleAsync_NotANumber_NamesImageLayerChannelAndPosition()
    {
        using RampImage image = new("ramp.tif", "yx", Rows, Columns) { Value = (_, y, x) => y == 7 ? float.NaN : x };
        FakeFeatureBackend backend = Create(4, (_, output) => output.AsSpan<float>().Clear());

        ModelRunException error =
            await Assert.ThrowsExactlyAsync<ModelRunException>(() => SampleAsync(image, Labels(), backend: backend));

        Assert.MatchesRegex(
            @"ramp\.tif: the features of layer 'deep' are not a number \(NaN\) in channel 0 "
                + @"at \(t 0, z 0, y [5-8], x \d+\); expected numbers$",
            error.Message);
    }

    [TestMethod]
    public async Task SampleAsync_BackendWithoutFeatures_SaysWhatWouldDo()
    {
        FakeBackend backend = new() { Downsampling = 2 };

        UnsupportedModelException error = await Assert.ThrowsExactlyAsync<UnsupportedModelException>(
            () => SampleAsync(Image(), Labels(), backend: backend));

        StringAssert.Contains(error.Message, "fake does not give the features inside a network; expected a backend");
        Assert.AreEqual(0, backend.OpenRunners);
    }

    /// <summary>Neither the image nor its labels are ever read as a whole, nor is a layer made of all of it.</summary>
    [TestMethod]
    public async Task SampleAsync_LargeImage_IsReadInParts()
    {
        const int Edge = 2304;
        using RampImage image = new("large.tif", "yx", Edge, Edge);
        using RampImage labels = new("labels.tif", "yx", Edge, Edge)
        {
            ElementType = ElementType.UInt16,
            Value = (_, y, x) => (y / 100) + (x / 100) & 1,
        };
        long largestPass = 0;
        FakeFeatureBackend backend = Create(4, (input, output) =>
        {
            largestPass = Math.Max(largestPass, input.Count);
            FakeNetworks.Pixelwise(input, output);
        });

        SampledCase found = await SampleAsync(image, labels, backend: backend);

        Assert.AreEqual(400, found.Layers[1].Classes[1].Count);
        Assert.IsLessThanOrEqualTo(TensorBands.MaximumElements, labels.Largest);
        Assert.IsLessThanOrEqualTo(TensorBands.MaximumElements, image.Largest);
        Assert.IsLessThanOrEqualTo(TilePlanner.WholeLimit, largestPass);
        Assert.IsGreaterThan(4 * TilePlanner.WholeLimit, image.Shape.ElementCount);
    }

    private static FakeFeatureBackend Create(int dimensions, Action<AxisTensor, AxisTensor>? network = null) => new(new FakeBackend
    {
        Downsampling = 2,
        Dimensions = dimensions,
        Network = network ?? FakeNetworks.Pixelwise,
    });

    private static RampImage Image() => new("ramp.tif", "yx", Rows, Columns);

    private static RampImage Labels(Func<int, int, int, float>? value = null) => new("labels.tif", "yx", Rows, Columns)
    {
        ElementType = ElementType.UInt16,
        Value = value ?? ((z, y, x) => LabelAt((z, y, x))),
    };

    /// <summary>Objects 1 and 2 and so on: squares.</summary>
    private static int LabelAt((int Slice, int Row, int Column) place) =>
        ((place.Row / 12) + (place.Column / 16)) % 2 == 0 ? 0 : 1;

    /// <summary>Where the ramp has a value.</summary>
    private static (int Slice, int Row, int Column) PlaceOf(double value)
    {
        int place = (int)Math.Round(64 * value);
        return (place / 4096, place % 4096 / 64, place % 64);
    }

    private static double[] Values(FeatureSamples rows) =>
        [.. Enumerable.Range(0, rows.Count).Select(i => rows[i][0])];

    private static void AreEqual(SampledCase expected, SampledCase found)
    {
        for (int layer = 0; layer < expected.Layers.Length; layer++)
        {
            (CaseFeatures a, CaseFeatures b) = (expected.Layers[layer], found.Layers[layer]);
            CollectionAssert.AreEqual(a.Classes.Keys.ToArray(), b.Classes.Keys.ToArray());
            CollectionAssert.AreEqual(a.WholeLabels, b.WholeLabels);
            foreach (int label in a.Classes.Keys)
            {
                CollectionAssert.AreEqual(a.Classes[label].Values.ToArray(), b.Classes[label].Values.ToArray());
            }

            CollectionAssert.AreEqual(a.Whole.Values.ToArray(), b.Whole.Values.ToArray());
        }

        CollectionAssert.AreEqual(
            expected.SourceProbabilities.Values.ToArray(), found.SourceProbabilities.Values.ToArray());
    }

    private static async Task<SampledCase> SampleAsync(
        IImageSource image,
        IImageSource labels,
        FeatureSamplingOptions? options = null,
        FeaturePassOptions? passes = null,
        IModelBackend? backend = null,
        FakeModel? model = null)
    {
        using PackageFolder folder = new();
        using ModelPackage package = await ModelPackageReader.OpenAsync((model ?? new FakeModel()).Write(folder));
        IModelBackend used = backend ?? Backend;
        using FeatureSampler sampler = Open(package, used, options, passes);
        return await sampler.SampleAsync(image, labels, CancellationToken.None);
    }

    private static FeatureSampler Open(
        ModelPackage package,
        IModelBackend backend,
        FeatureSamplingOptions? options = null,
        FeaturePassOptions? passes = null) => FeatureSampler.Open(
            SegmentationModel.Open(package, backend),
            options ?? new FeatureSamplingOptions(),
            passes ?? new FeaturePassOptions());
}
