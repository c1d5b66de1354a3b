using System.Diagnostics;

using BioZooCte.Evaluation.Targets;
using BioZooCte.Images;
using BioZooCte.Supervised;
using BioZooCte.Tensors;
using BioZooCte.Tests.Features;
using BioZooCte.Tests.Models;
using BioZooCte.Tests.Packages;
using BioZooCte.Tiling;

namespace BioZooCte.Tests.Estimation;

/// <summary>What becomes of an estimate when something goes wrong on the way.</summary>
[TestClass]
public sealed class SupervisedEstimatorTests
{
    private const string OfAllInputs = "[{id: zero_mean_unit_variance, kwargs: {eps: 1.0e-9}}]";

    private const string OfAllOutputs =
        "[{id: scale_range, kwargs: {min_percentile: 0.0, max_percentile: 100.0}}, "
        + "{id: clip, kwargs: {min: 0.0, max: 1.0}}]";

    /// <summary>Where a model scales by statistics of all images, those of the others are taken.</summary>
    [TestMethod]
    [DataRow(OfAllInputs, "[]")]
    [DataRow("[]", OfAllOutputs)]
    [DataRow("[]", "[]")]
    public async Task EstimateAsync_BrokenImage_IsLeftOutAndNamed(string preprocessing, string postprocessing)
    {
        using PackageFolder folder = new();
        string model = new FakeModel { Preprocessing = preprocessing, Postprocessing = postprocessing }.Write(folder);
        LabelledImage[] cases = [.. Enumerable.Range(0, 4).Select(i => WriteCase(folder, i))];
        string broken = Path.Combine(folder.Path, "broken.tif");
        File.WriteAllBytes(broken, File.ReadAllBytes(cases[0].Image)[..200]);
        string missing = Path.Combine(folder.Path, "missing.tif");

        SupervisedEstimate found = await EstimateAsync(
            model, [cases[0] with { Image = missing }, cases[0], cases[0] with { Image = broken }, .. cases[1..]]);

        SupervisedEstimate without = await EstimateAsync(model, cases);
        Assert.AreEqual(4, found.Cases);
        Assert.AreEqual("broken.tif missing.tif", string.Join(' ', found.Failures.Keys));
        Assert.Contains("broken.tif", found.Failures["broken.tif"]);
        Assert.Contains("missing.tif", found.Failures["missing.tif"]);
        Assert.IsEmpty(without.Failures);
        Assert.IsTrue(found.Scores.Values.Any(score => score.Value is not null), Text(found));
        Assert.AreEqual(Text(without), Text(found));
    }

    [TestMethod]
    [DataRow(OfAllInputs, "[]")]
    [DataRow("[]", OfAllOutputs)]
    public async Task EstimateAsync_StatisticsOfTheDataSet_DoNotDependOnTheOrderOfCases(
        string preprocessing, string postprocessing)
    {
        using PackageFolder folder = new();
        string model = new FakeModel { Preprocessing = preprocessing, Postprocessing = postprocessing }.Write(folder);
        LabelledImage[] cases = [.. Enumerable.Range(0, 7).Select(i => WriteCase(folder, i))];

        string first = Text(await EstimateAsync(model, cases));

        Assert.AreEqual(first, Text(await EstimateAsync(model, [.. cases.Reverse()])));
        Assert.AreEqual(first, Text(await EstimateAsync(model, [.. cases[3..], .. cases[..3]])));
    }

    [TestMethod]
    public async Task EstimateAsync_NoImageToTakeStatisticsOf_HasTheReason()
    {
        using PackageFolder folder = new();
        string model = new FakeModel { Preprocessing = OfAllInputs }.Write(folder);

        SupervisedEstimate found = await EstimateAsync(model, [new LabelledImage("not there.tif", "nor this.tif")]);

        Assert.AreEqual(0, found.Cases);
        Assert.IsTrue(found.Scores.Values.All(s => s.Reason!.Contains("not there.tif", StringComparison.Ordinal)));
    }

    /// <summary>Opening a network cannot be ended: it is left, and closed when it is open.</summary>
    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public async Task EstimateAsync_CanceledWhileANetworkOpens_EndsWithoutIt(int opening)
    {
        using PackageFolder folder = new();
        using CancellationTokenSource cancel = new();
        using ManualResetEventSlim opened = new();
        FakeBackend backend = new()
        {
            Downsampling = 2,
            BeforeOpen = (place, _) =>
            {
                if (place == opening)
                {
                    cancel.Cancel();
                    opened.Wait();
                }
            },

            // So that a second thread has tiles to open a network for.
            BeforePass = (_, _, token) => token.WaitHandle.WaitOne(200),
        };
        SupervisedOptions options = new() { Threads = 2, TileSize = TileSize.Of(16) };
        string model = new FakeModel().Write(folder);
        LabelledImage one = WriteCase(folder, 0);
        Stopwatch watch = Stopwatch.StartNew();

        await Assert.ThrowsAsync<OperationCanceledException>(
            () => new SupervisedEstimator(new FakeFeatureBackend(backend), options)
                .EstimateAsync(model, [one], cancel.Token));

        Assert.IsLessThan(10, watch.Elapsed.TotalSeconds);
        opened.Set();
        Assert.IsTrue(SpinWait.SpinUntil(() => backend.OpenRunners == 0, TimeSpan.FromSeconds(10)));
    }

    private static Task<SupervisedEstimate> EstimateAsync(string model, LabelledImage[] cases) =>
        new SupervisedEstimator(
            new FakeFeatureBackend(new FakeBackend { Downsampling = 2 }),
            new SupervisedOptions { Estimators = KnownSupervisedEstimators.Names, Threads = 2 })
            .EstimateAsync(model, cases);

    /// <summary>Noise, brighter where there are objects; each image of another brightness.</summary>
    private static LabelledImage WriteCase(PackageFolder folder, int index)
    {
        Random random = new(index);
        AxisTensor image = new(TensorShape.Of("yx", 48, 64), ElementType.Float32);
        AxisTensor labels = new(image.Shape, ElementType.UInt8);
        for (int i = 0; i < image.Count; i++)
        {
            byte label = (byte)(((i / 64 / 12) + (i % 64 / 16)) % 2);
            labels.AsSpan<byte>()[i] = label;
            image.AsSpan<float>()[i] = ((index + 1) / 3f) + (40 * label) + (50 * random.NextSingle());
        }

        LabelledImage files = new(
            Path.Combine(folder.Path, $"image {index}.tif"), Path.Combine(folder.Path, $"labels {index}.tif"));
        TiffWriter.Write(files.Image, image);
        TiffWriter.Write(files.Labels, labels);
        return files;
    }

    private static string Text(SupervisedEstimate estimate) => string.Join('\n', estimate.Scores.Select(
        one => FormattableString.Invariant($"{one.Key} {one.Value.Value:R} {one.Value.Reason}")));
}
