using System.Collections.Immutable;

using BioZooCte.Cli.Evaluate;
using BioZooCte.Evaluation.Targets;
using BioZooCte.Instances;
using BioZooCte.Perturbations.Features;

namespace BioZooCte.Cli.Tests.Evaluate;

[TestClass]
public sealed class EvaluateCommandTests
{
    [TestMethod]
    public async Task Evaluate_ImagesAndLabels_AreOneTargetNamedForItsFolder()
    {
        using TemporaryFolder folder = new();
        EvaluateRequest request = await ReadAsync(
            folder, "--images", Images(folder, "liver/images"), "--labels", Images(folder, "liver/labels"));

        EvaluationTarget target = request.Targets.Single();
        Assert.AreEqual("liver", target.Name);
        Assert.HasCount(2, target.Images);
        Assert.AreEqual("miou", request.Scoring.Metric);
        Assert.IsFalse(request.LeavesOwnOut);
        Assert.IsEmpty(request.Scoring.Perturbations);
    }

    [TestMethod]
    public async Task Evaluate_Targets_AreTheFoldersWithImagesAndLabels()
    {
        using TemporaryFolder folder = new();
        foreach (string name in new[] { "b", "a" })
        {
            Images(folder, $"targets/{name}/images");
            Images(folder, $"targets/{name}/labels");
        }

        Images(folder, "targets/unlabelled/images");
        EvaluateRequest request = await ReadAsync(
            folder, "--targets", folder["targets"], "--leave-own-out", "--perturbation", "gamma:1.5");

        CollectionAssert.AreEqual(new[] { "a", "b" }, request.Targets.Select(t => t.Name).ToArray());
        Assert.IsTrue(request.LeavesOwnOut);
        CollectionAssert.AreEqual(new[] { "gamma:1.5" }, request.Scoring.Perturbations.ToArray());
    }

    [TestMethod]
    public async Task Evaluate_ObjectsAsked_AreReadWithTheirRule()
    {
        using TemporaryFolder folder = new();
        EvaluateRequest request = await ReadAsync(
            folder, "--images", Images(folder, "images"), "--labels", Images(folder, "labels"),
            "--performance", "map", "--instances", "components", "--min-size", "30");

        Assert.AreEqual(PerformanceMeasure.MeanAveragePrecision, request.Evaluation.Performance);
        Assert.AreEqual(InstanceMethod.Components, request.Evaluation.Instances.Method);
        Assert.AreEqual(30, request.Evaluation.Instances.MinSize);
    }

    [TestMethod]
    public async Task Evaluate_FeaturesPerturbed_AreReadAsByRank()
    {
        using TemporaryFolder folder = new();
        EvaluateRequest request = await ReadAsync(
            folder, "--images", Images(folder, "images"), "--labels", Images(folder, "labels"),
            "--perturbation", "dropout:0.3", "--rng", "torch", "--bottleneck", "/encoder/out", "--runs", "3",
            "--agreement-sample", "all");

        EstimationOptions options = request.Scoring.ToEstimation();
        Assert.AreEqual("dropout:0.3", options.FeaturePerturbations.Single().Label);
        Assert.IsEmpty(options.Perturbations);
        Assert.AreEqual(FeatureRandom.Torch, options.FeatureRandom);
        Assert.AreEqual("/encoder/out", options.Bottleneck);
        Assert.AreEqual(3, options.Runs);
        Assert.IsNull(options.AgreementSample);
    }

    [TestMethod]
    public async Task Evaluate_ImagesWithoutLabels_SaysWhatIsExpected()
    {
        using TemporaryFolder folder = new();
        using Captured captured = new();
        int code = await RunAsync(captured, folder, _ => { }, "--images", Images(folder, "images"));

        Assert.AreEqual(ExitCode.Misused, code);
        Assert.AreEqual(
            "zoocte: --images is given, --labels is not given and --targets is not given; expected --images with"
            + " --labels, or --targets alone.\n",
            captured.Error);
    }

    [TestMethod]
    public async Task Evaluate_LabelsOfOtherNames_AreMisuseAndNamed()
    {
        using TemporaryFolder folder = new();
        using Captured captured = new();
        folder.Write("labels/other.tif");
        int code = await RunAsync(
            captured, folder, _ => { }, "--images", Images(folder, "images"), "--labels", folder["labels"]);

        Assert.AreEqual(ExitCode.Misused, code);
        Assert.Contains("none of the 1 label images for 2 images is named 000; expected one label image", captured.Error);
    }

    [TestMethod]
    public async Task Evaluate_FolderWithoutTargets_IsMisuse()
    {
        using TemporaryFolder folder = new();
        using Captured captured = new();
        int code = await RunAsync(captured, folder, _ => { }, "--targets", folder["zoo"]);

        Assert.AreEqual(ExitCode.Misused, code);
        Assert.AreEqual(
            $"zoocte: --targets {folder["zoo"]}: no target here; expected folders that hold the folders images and"
            + " labels.\n",
            captured.Error);
    }

    [TestMethod]
    public async Task Evaluate_Done_ShowsTablesAndWritesJson()
    {
        using TemporaryFolder folder = new();
        using Captured captured = new();
        int code = await RunAsync(
            captured, folder, _ => { }, "--images", Images(folder, "liver/images"),
            "--labels", Images(folder, "liver/labels"), "--json", folder["e.json"]);

        Assert.AreEqual(ExitCode.Done, code, captured.Error);
        Assert.Contains("liver: F1 against the labels", captured.Output);
        Assert.Contains("0.700", captured.Output);
        Assert.Contains("All 2 targets", captured.Output);
        Assert.Contains("0.000 ± 1.414", captured.Output);
        Assert.Contains("\"targets\"", await File.ReadAllTextAsync(folder["e.json"]));
    }

    private static async Task<EvaluateRequest> ReadAsync(TemporaryFolder folder, params string[] arguments)
    {
        using Captured captured = new();
        EvaluateRequest? request = null;
        int code = await RunAsync(captured, folder, r => request = r, arguments);
        Assert.AreEqual(ExitCode.Done, code, captured.Error);
        return request!;
    }

    private static Task<int> RunAsync(
        Captured captured, TemporaryFolder folder, Action<EvaluateRequest> look, params string[] arguments)
    {
        folder.Write(Path.Combine("zoo", "m", "rdf.yaml"));
        return captured.RunAsync(
            EvaluateCommand.Create(captured.Terminal, (request, _, _) =>
            {
                look(request);
                IReadOnlyList<TargetEvaluation> found = [Target("liver", 0.8), Target("hela", 0.95)];
                return Task.FromResult(found);
            }),
            EvaluateCommand.Examples,
            ["evaluate", "--models", folder["zoo"], .. arguments]);
    }

    private static TargetEvaluation Target(string name, double score) => TargetEvaluation.Of(
        name, PerformanceMeasure.F1, [Model("a", 0.6, 0.9), Model("b", 0.7, score)], ["miou gamma:1.5"], 0);

    private static EvaluatedModel Model(string id, double f1, double score) => new()
    {
        Id = id,
        F1 = f1,
        Scores = ImmutableSortedDictionary<string, double?>.Empty.Add("miou gamma:1.5", score),
    };

    private static string Images(TemporaryFolder folder, string relative)
    {
        folder.Write(Path.Combine(relative, "000.tif"));
        folder.Write(Path.Combine(relative, "001.tif"));
        return folder[relative];
    }
}
