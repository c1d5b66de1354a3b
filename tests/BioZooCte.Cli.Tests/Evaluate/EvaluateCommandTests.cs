using System.Collections.Immutable;

using BioZooCte.Cli.Evaluate;
using BioZooCte.Evaluation.Confidence;
using BioZooCte.Evaluation.Targets;
using BioZooCte.Features;
using BioZooCte.Instances;
using BioZooCte.Perturbations.Features;
using BioZooCte.Ranking;
using BioZooCte.Supervised;

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
    [DataRow("", "")]
    [DataRow("cc-fv leep", "cc-fv leep")]
    [DataRow("cte atc combined atc", "atc")]
    public async Task Evaluate_Estimators_AreTheOnesBesideConsistencyAndAgreement(string asked, string expected)
    {
        using TemporaryFolder folder = new();
        EvaluateRequest request = await ReadAsync(
            folder,
            [
                "--images", Images(folder, "images"), "--labels", Images(folder, "labels"),
                .. asked.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(name => new[] { "--estimator", name }),
            ]);

        Assert.AreEqual(expected, string.Join(' ', request.Evaluation.Estimators));
    }

    [TestMethod]
    public async Task Evaluate_AllEstimators_AreThoseWithoutAndWithLabels()
    {
        using TemporaryFolder folder = new();
        EvaluateRequest request = await ReadAsync(
            folder, "--images", Images(folder, "images"), "--labels", Images(folder, "labels"), "--estimator", "all");

        CollectionAssert.AreEqual(
            ConfidenceEstimators.Names.AddRange(KnownSupervisedEstimators.Names), request.Evaluation.Estimators);
    }

    [TestMethod]
    [DataRow(new string[0], LabelClasses.Foreground)]
    [DataRow(new[] { "--label-classes", "values" }, LabelClasses.Values)]
    public async Task Evaluate_LabelClasses_AreForegroundUnlessAsked(string[] asked, LabelClasses expected)
    {
        using TemporaryFolder folder = new();
        EvaluateRequest request = await ReadAsync(
            folder, ["--images", Images(folder, "images"), "--labels", Images(folder, "labels"), .. asked]);

        Assert.AreEqual(expected, request.Evaluation.Sampling.Classes);
    }

    [TestMethod]
    public async Task Evaluate_EstimatorThatIsNone_IsMisuse()
    {
        using TemporaryFolder folder = new();
        using Captured captured = new();
        int code = await RunAsync(
            captured,
            folder,
            _ => { },
            ["--images", Images(folder, "images"), "--labels", Images(folder, "labels"), "--estimator", "ccfv"]);

        Assert.AreEqual(ExitCode.Misused, code);
        Assert.Contains("ccfv", captured.Error);
    }

    [TestMethod]
    public async Task Evaluate_Sweep_IsOfAllStrengths()
    {
        using TemporaryFolder folder = new();
        EvaluateRequest request = await ReadAsync(
            folder, "--images", Images(folder, "images"), "--labels", Images(folder, "labels"),
            "--sweep", "dropout:0.1..0.3/3");

        EstimationOptions options = request.Scoring.ToEstimation();
        Assert.HasCount(3, options.FeaturePerturbations);
        Assert.IsFalse(options.ScoresByRecommended);
    }

    [TestMethod]
    [DataRow("gamma:0.5..2", "", "zoocte: --sweep: strengths 'gamma:0.5..2': strengths on both sides of 1")]
    [DataRow("dropout", "gamma:2", "zoocte: --sweep and --perturbation are given; expected one of them.")]
    public async Task Evaluate_SweepThatIsNone_IsMisuse(string sweep, string perturbation, string message)
    {
        using TemporaryFolder folder = new();
        using Captured captured = new();
        int code = await RunAsync(
            captured,
            folder,
            _ => { },
            [
                "--images", Images(folder, "images"), "--labels", Images(folder, "labels"), "--sweep", sweep,
                .. perturbation.Length == 0 ? Array.Empty<string>() : ["--perturbation", perturbation],
            ]);

        Assert.AreEqual(ExitCode.Misused, code);
        Assert.StartsWith(message, captured.Error);
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
            "--labels", Images(folder, "liver/labels"), "--json", folder["e.json"], "--report", folder["e.html"]);

        Assert.AreEqual(ExitCode.Done, code, captured.Error);
        Assert.Contains("liver: F1 against the labels", captured.Output);
        Assert.Contains("0.700", captured.Output);
        Assert.Contains("All 2 targets", captured.Output);
        Assert.Contains("0.000 ± 1.414", captured.Output);
        Assert.Contains("0.1      0.900       1 of 1   -1.000    0.100   recommended", captured.Output);
        Assert.Contains("Strength: gamma:0.1 of gamma:0.1..0.2, where most pairs", captured.Output);
        Assert.Contains(
            "All targets, expected F1 less the F1 by the labels: +0.100 in the mean of 4 models, 0.100 whatever the"
            + " sign; 2 of 4 intervals hold",
            captured.Output.ReplaceLineEndings(" "));
        Assert.Contains(
            "miou gamma:0.1 of 2 models against their F1: Kendall&#x27;s tau -1.00", await File.ReadAllTextAsync(folder["e.html"]));
        Assert.Contains("\"targets\"", await File.ReadAllTextAsync(folder["e.json"]));
    }

    [TestMethod]
    public async Task Evaluate_MoreEstimatorsThanTheWidthHolds_AreInSeveralTables()
    {
        using TemporaryFolder folder = new();
        using Captured captured = new();
        string[] names = [.. EvaluationOptions.KnownEstimators];
        ImmutableSortedDictionary<string, double?> scores = names
            .Select((name, i) => KeyValuePair.Create<string, double?>(name, i == 0 ? null : i + 0.125))
            .ToImmutableSortedDictionary(StringComparer.Ordinal);
        EvaluatedModel model = new()
        {
            Id = "a",
            F1 = 0.5,
            Scores = scores,
            Reasons = ImmutableSortedDictionary<string, string>.Empty.Add(names[0], "it decides"),
            Notes = ["leep: a note"],
            SupervisedTime = new SupervisedTime(TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(1)),
        };
        TargetEvaluation target = TargetEvaluation.Of("liver", PerformanceMeasure.F1, [model], [], 0, others: names);

        int code = await RunAsync(
            captured, folder, _ => { }, [target],
            "--images", Images(folder, "images"), "--labels", Images(folder, "labels"));

        Assert.AreEqual(ExitCode.Done, code, captured.Error);
        string[] lines = captured.Output.ReplaceLineEndings("\n").Split('\n');
        string[] headers = [.. lines.Where(line => line.StartsWith(" model ", StringComparison.Ordinal))];
        Assert.IsGreaterThan(1, headers.Length);
        Assert.AreEqual(
            $"F1 expected F1 {string.Join(' ', names)}",
            string.Join(' ', headers.SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1))));
        Assert.IsTrue(lines.All(line => line.TrimEnd().Length <= 100), captured.Output);
        Assert.Contains($"a has no finite score by {names[0]}: it decides", captured.Output);
        Assert.Contains("a, leep: a note", captured.Output);
        Assert.Contains(
            "Scores that need labels: 4.0 s of forward passes for features, 1.0 s beside them (25 %).", captured.Output);
    }

    [TestMethod]
    public async Task Evaluate_StoppedEarly_ShowsAndWritesWhatWasFinished()
    {
        using TemporaryFolder folder = new();
        using Captured captured = new();
        foreach (string name in new[] { "a", "b", "c" })
        {
            Images(folder, $"targets/{name}/images");
            Images(folder, $"targets/{name}/labels");
        }

        int code = await RunAsync(
            captured, folder, _ => { }, "--targets", folder["targets"], "--json", folder["e.json"]);

        Assert.AreEqual(ExitCode.Incomplete, code);
        Assert.Contains("Stopped early: 2 of 3 targets.", captured.Output);
        Assert.Contains("\"partial\": true", await File.ReadAllTextAsync(folder["e.json"]));
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
        Captured captured, TemporaryFolder folder, Action<EvaluateRequest> look, params string[] arguments) =>
        RunAsync(captured, folder, look, [Target("liver", 0.8), Target("hela", 0.95)], arguments);

    private static Task<int> RunAsync(
        Captured captured,
        TemporaryFolder folder,
        Action<EvaluateRequest> look,
        IReadOnlyList<TargetEvaluation> found,
        params string[] arguments)
    {
        folder.Write(Path.Combine("zoo", "m", "rdf.yaml"));
        return captured.RunAsync(
            EvaluateCommand.Create(captured.Terminal, (request, _, _) =>
            {
                look(request);
                return Task.FromResult(found);
            }),
            EvaluateCommand.Examples,
            ["evaluate", "--models", folder["zoo"], .. arguments]);
    }

    private static TargetEvaluation Target(string name, double score) => TargetEvaluation.Of(
        name, PerformanceMeasure.F1, [Model("a", 0.6, 0.9), Model("b", 0.7, score)], ["miou gamma:1.5", "miou gamma:0.1"], 0) with
    {
        Sweep = new StrengthSweep("gamma", [Strength(0.1, 0.9, 1), Strength(0.2, 0.3, 0)], "gamma:0.1"),
    };

    private static SweptStrength Strength(double strength, double median, int apart) => new()
    {
        Perturbation = FormattableString.Invariant($"gamma:{strength}"),
        Strength = strength,
        Median = median,
        Pairs = 1,
        PairsToldApart = apart,
        IsCollapsed = apart == 0,
        Scores = ImmutableSortedDictionary<string, double?>.Empty.Add("a", median),
    };

    private static EvaluatedModel Model(string id, double f1, double score) => new()
    {
        Id = id,
        F1 = f1,
        EstimatedF1 = f1 + 0.1,
        EstimatedF1Interval = id == "a" ? new ScoreInterval(0.5, 0.8) : new ScoreInterval(0.75, 0.85),
        Scores = ImmutableSortedDictionary<string, double?>.Empty
            .Add("miou gamma:1.5", score).Add("miou gamma:0.1", id == "a" ? 0.9 : 0.8),
    };

    private static string Images(TemporaryFolder folder, string relative)
    {
        folder.Write(Path.Combine(relative, "000.tif"));
        folder.Write(Path.Combine(relative, "001.tif"));
        return folder[relative];
    }
}
