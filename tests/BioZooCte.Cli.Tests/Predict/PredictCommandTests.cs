using BioZooCte.Cli.Predict;
using BioZooCte.Images;

namespace BioZooCte.Cli.Tests.Predict;

[TestClass]
public sealed class PredictCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [TestInitialize]
    public void Make()
    {
        _folder.Write("m/rdf.yaml");
        _folder.Write("scans/a.tif");
        _folder.Write("scans/b.tif");
    }

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public async Task Predict_Images_WritesEachOutput()
    {
        using Captured captured = new();
        FakePredictor predictor = new();
        Assert.AreEqual(ExitCode.Done, await RunAsync(captured, predictor));
        CollectionAssert.AreEqual(
            new[] { "a_fg.tif", "a_edge.tif", "b_fg.tif", "b_edge.tif" },
            predictor.Written.Select(p => Path.GetFileName(p)).ToArray());
        Assert.IsTrue(Directory.Exists(_folder["out"]));
        StringAssert.Contains(captured.Output, "2 images of 2 predicted");
        Assert.IsTrue(predictor.IsDisposed);
    }

    [TestMethod]
    public async Task Predict_OneImageFails_GoesOnAndIsIncomplete()
    {
        using Captured captured = new();
        FakePredictor predictor = new() { Fails = "a.tif" };
        Assert.AreEqual(ExitCode.Incomplete, await RunAsync(captured, predictor));
        StringAssert.Contains(captured.Error, "a.tif: damaged; expected an image.");
        StringAssert.Contains(captured.Output, "1 image of 2 predicted");
        Assert.HasCount(2, predictor.Written);
    }

    [TestMethod]
    public async Task Predict_Options_AreRead()
    {
        using Captured captured = new();
        PredictRequest? request = null;
        int code = await RunAsync(
            captured,
            new FakePredictor(),
            r => request = r,
            "--frame", "core", "--tile", "none", "--threads", "3");
        Assert.AreEqual(ExitCode.Done, code);
        Assert.IsTrue(request!.HasCoreFrame);
        Assert.IsTrue(request.Image.Tile.IsWhole);
        Assert.AreEqual(3, request.Threads);
    }

    [TestMethod]
    [DataRow("--tile", "-1", "--tile is '-1'; expected auto, none or a whole number above 0.")]
    [DataRow("--images", "nothing.tif", "--images nothing.tif: there is no such file or folder.")]
    [DataRow("--frame", "wide", "--frame is 'wide'; expected none or core.")]
    public async Task Predict_BadValue_IsMisuse(string option, string value, string message)
    {
        using Captured captured = new();
        int code = await RunAsync(captured, new FakePredictor(), null, option, value);
        Assert.AreEqual(ExitCode.Misused, code);
        StringAssert.Contains(captured.Error, message);
    }

    [TestMethod]
    public async Task Predict_ImagesOfTheSameName_AreRefusedBeforeTheWork()
    {
        using Captured captured = new();
        string other = _folder.Write("other/a.png");
        FakePredictor predictor = new();
        int code = await RunAsync(captured, predictor, null, "--images", other);
        Assert.AreEqual(ExitCode.Misused, code);
        StringAssert.Contains(captured.Error, "their results would have the same name");
        Assert.IsEmpty(predictor.Written);
    }

    [TestMethod]
    public async Task Predict_FileOfAnImageOrOfAnotherPrediction_IsNotWrittenOver()
    {
        using Captured captured = new();
        FakePredictor predictor = new();
        string image = _folder.Write("more/x.png");
        string namedAsItsResult = _folder.Write("more/x_fg.png");
        string resultAmongImages = _folder.Write("more/a_fg.tif");
        int code = await captured.RunAsync(
            PredictCommand.Create(captured.Terminal, (_, _) => Task.FromResult<IPredictor>(predictor)),
            PredictCommand.Examples,
            "predict", "--model", _folder["m"], "--output", _folder["more"], "--images", image, namedAsItsResult,
            resultAmongImages, _folder.Write("elsewhere/a.png"));

        Assert.AreEqual(ExitCode.Incomplete, code);
        Assert.Contains("a_fg.tif: output 'fg' of", captured.Error);
        Assert.Contains("would be written over image", captured.Error);
        Assert.DoesNotContain(resultAmongImages, predictor.Written);
        Assert.HasCount(predictor.Written.Distinct().Count(), predictor.Written);
    }

    [TestMethod]
    public async Task Predict_FolderOfSeveralPackages_IsMisuse()
    {
        _folder.Write("zoo/a/rdf.yaml");
        _folder.Write("zoo/b/rdf.yaml");
        using Captured captured = new();
        FakePredictor predictor = new();
        int code = await captured.RunAsync(
            PredictCommand.Create(captured.Terminal, (_, _) => Task.FromResult<IPredictor>(predictor)),
            PredictCommand.Examples,
            "predict", "--model", _folder["zoo"], "--images", _folder["scans"], "--output", _folder["out"]);
        Assert.AreEqual(ExitCode.Misused, code);
        StringAssert.Contains(captured.Error, "2 packages are here; expected one.");
    }

    private Task<int> RunAsync(
        Captured captured, FakePredictor predictor, Action<PredictRequest>? look = null, params string[] arguments) =>
        captured.RunAsync(
            PredictCommand.Create(captured.Terminal, (request, _) =>
            {
                look?.Invoke(request);
                return Task.FromResult<IPredictor>(predictor);
            }),
            PredictCommand.Examples,
            ["predict", "--model", _folder["m"], "--images", _folder["scans"], "--output", _folder["out"],
                .. arguments]);

    private sealed class FakePredictor : IPredictor
    {
        public string? Fails { get; init; }

        public List<string> Written { get; } = [];

        public bool IsDisposed { get; private set; }

        public Task PredictAsync(string image, Func<string, string> pathOf, CancellationToken cancellationToken)
        {
            if (Path.GetFileName(image) == Fails)
            {
                throw new InvalidImageException(Fails, null, "damaged", "an image");
            }

            Written.Add(pathOf("fg"));
            Written.Add(pathOf("edge"));
            return Task.CompletedTask;
        }

        public void Dispose() => IsDisposed = true;
    }
}
