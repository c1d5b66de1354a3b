using BioZooCte.Images;
using BioZooCte.Results;
using BioZooCte.Tests.Models;
using BioZooCte.Tests.Packages;

namespace BioZooCte.Tests.Estimation;

[TestClass]
public sealed class ImageSetSurveyorTests
{
    private const string OfAllImages = "[{id: zero_mean_unit_variance, kwargs: {eps: 1.0e-9}}]";
    private const string OfAllOutputs = "[{id: zero_mean_unit_variance, kwargs: {eps: 1.0e-9}}, {id: sigmoid}]";

    [TestMethod]
    public async Task TakeAsync_NoModelNeedsStatistics_ReadsNoImage()
    {
        using PackageFolder folder = new();

        ImageSetStatistics statistics = await new ImageSetSurveyor(new FakeBackend()).TakeAsync(
            [new FakeModel().Write(folder)], WriteImages(folder, 2));

        Assert.IsEmpty(statistics.Images);
        Assert.IsNull(statistics.Models.Single().Error);
        Assert.IsFalse(statistics.Models.Single().NeedsStatistics);
    }

    [TestMethod]
    [DataRow(OfAllImages, "[]", "0.063 0.125 0.188 0.25 0.438 0.625 0.813 1")]
    [DataRow("[]", OfAllOutputs, "0.063 0.125 0.188 0.25 0.438 0.625 0.813 1")]
    [DataRow(OfAllImages, OfAllOutputs, "0.063 0.125 0.188 0.25 0.344 0.438 0.531 0.625 0.719 0.813 0.906 1")]
    public async Task TakeAsync_ModelNeedsStatistics_TellsOfEachImage(string before, string after, string expected)
    {
        using PackageFolder folder = new();
        string model = new FakeModel { Preprocessing = before, Postprocessing = after }.Write(folder);
        Recorder progress = new();

        ImageSetStatistics statistics =
            await new ImageSetSurveyor(new FakeBackend()).TakeAsync([model], WriteImages(folder, 4), progress);

        Assert.IsTrue(statistics.Models.Single() is { NeedsStatistics: true, Error: null });
        Assert.HasCount(4, statistics.Images);
        Assert.AreEqual($"fake 0 {expected}", progress.Of("fake"));
    }

    [TestMethod]
    public async Task TakeAsync_SeveralModels_ReadWhatImagesAreKnownByOnce_AndNeverGoBack()
    {
        using PackageFolder folder = new();
        string[] models =
        [
            new FakeModel().Write(folder, "none"),
            new FakeModel { Preprocessing = OfAllImages }.Write(folder, "first"),
            new FakeModel { Preprocessing = OfAllImages, Halo = 2 }.Write(folder, "second"),
        ];
        Recorder progress = new();

        await new ImageSetSurveyor(new FakeBackend()).TakeAsync(models, WriteImages(folder, 2), progress);

        Assert.AreEqual("none 0", progress.Of("none"));
        Assert.AreEqual("first 0.333 0.375 0.417 0.542 0.667", progress.Of("first"));
        Assert.AreEqual("second 0.667 0.833 1", progress.Of("second"));
    }

    private static List<string> WriteImages(PackageFolder folder, int count)
    {
        List<string> paths = [];
        for (int i = 0; i < count; i++)
        {
            paths.Add(Path.Combine(folder.Path, $"{i}.tif"));
            TiffWriter.Write(paths[i], FakeImages.BlobTensor("yx", 24, 40));
        }

        return paths;
    }

    private sealed class Recorder : IProgress<EstimationProgress>
    {
        private readonly List<EstimationProgress> _reported = [];

        public void Report(EstimationProgress value) => _reported.Add(value);

        /// <summary>A model's name, and the parts of all work that were done.</summary>
        public string Of(string model) => $"{model} {string.Join(' ', Shares(model))}";

        private IEnumerable<string> Shares(string model) => _reported.Where(one => one.Model == model)
            .Select(one => one.Fraction.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture));
    }
}
