using System.Collections.Immutable;
using System.CommandLine;

using BioZooCte.Cli.Inputs;
using BioZooCte.Cli.Options;
using BioZooCte.Consistency;
using BioZooCte.Evaluation.Confidence;
using BioZooCte.Evaluation.Targets;
using BioZooCte.Features;
using BioZooCte.Perturbations;
using BioZooCte.Ranking;
using BioZooCte.Supervised;
using BioZooCte.Tiling;

namespace BioZooCte.Cli.Evaluate;

/// <summary>The options of <c>zoocte evaluate</c>.</summary>
internal sealed class EvaluateOptions
{
    private const string All = "all";

    private readonly ScoringOptions _scoring = new();

    private readonly Option<string[]> _labels = OptionParsers.Several<string>(
        "--labels",
        "PATH",
        "The images' labels, files of the same names: 0 is background, each object has a number. Repeatable.",
        "a path",
        OptionParsers.Text);

    private readonly Option<string> _targets = OptionParsers.Single<string>(
        "--targets",
        "DIR",
        "Instead of --images and --labels: a folder of targets, each a folder with images and labels.",
        "a path",
        OptionParsers.Text);

    private readonly Option<bool> _leaveOwnOut = new("--leave-own-out")
    {
        Description = "Leave out the model that has the target's name: it was trained on it.",
    };

    private readonly Option<string?> _performance = OptionParsers.Choice(
        "--performance",
        "What is measured against the labels, the median over images: f1, of the foreground's pixels, or map, the mean"
        + " average precision of the objects. Default: map for vrand, else f1.",
        ["f1", "map"])!;

    private readonly Option<string[]> _estimators = OptionParsers.Several<string>(
        "--estimator",
        "NAME",
        "What else is held against the performance, beside consistency and agreement. Without labels:"
        + $" {string.Join(", ", ConfidenceEstimators.Names)}; with them:"
        + $" {string.Join(", ", KnownSupervisedEstimators.Names)}; or all. Repeatable.",
        "the name of an estimator, or all",
        Estimator);

    private readonly Option<string> _classes = OptionParsers.Choice(
        "--label-classes",
        "What labels say to estimators that need them: every object is of one class, foreground, or each number is a"
        + " class.",
        ["foreground", "values"],
        "foreground");

    private readonly Option<string> _sweep = OptionParsers.Single<string>(
        "--sweep",
        "NAME:LOW..HIGH",
        "Instead of --perturbation: ten strengths of one, or /N of them, or NAME:A,B,C; and which of them tells the models"
        + " apart best.",
        "NAME:LOW..HIGH such as dropout:0.05..0.5",
        OptionParsers.Text);

    private readonly Option<string> _json = OptionParsers.Single<string>(
        "--json", "FILE", "Write models, scores and correlations as JSON.", "a path", OptionParsers.Text);

    private readonly Option<string> _report = OptionParsers.Single<string>(
        "--report",
        "FILE",
        "Write all of it as one HTML file: scores against performance, correlations, the sweep.",
        "a path",
        OptionParsers.Text);

    /// <summary>Adds the options to the command.</summary>
    public void AddTo(Command command)
    {
        _scoring.AddTo(command, needsImages: false);
        command.Add(_labels);
        command.Add(_targets);
        command.Add(_leaveOwnOut);
        command.Add(_performance);
        command.Add(_estimators);
        command.Add(_classes);
        command.Add(_sweep);
        command.Add(_json);
        command.Add(_report);
    }

    /// <summary>What they say; models, images and labels found and matched.</summary>
    /// <exception cref="InvalidUsageException">
    /// A path is not there, or too little or too much is given.
    /// </exception>
    public EvaluateRequest Read(ParseResult result)
    {
        ScoringRequest scoring = _scoring.Read(result) with { Sweep = ReadSweep(result.GetValue(_sweep)) };
        if (scoring.Image.Selection.Planes != PlaneSelection.All)
        {
            throw new InvalidUsageException(
                $"--planes is {scoring.Image.Selection.Planes}; expected all: labels are held against whole images.");
        }

        if (scoring is { Sweep: not null, Perturbations.Count: > 0 })
        {
            throw new InvalidUsageException("--sweep and --perturbation are given; expected one of them.");
        }

        return new EvaluateRequest
        {
            Scoring = scoring,
            Targets = FindTargets(scoring.Image.Paths, result.GetValue(_labels) ?? [], result.GetValue(_targets)),
            Evaluation = ReadEvaluation(result, scoring),
            LeavesOwnOut = result.GetValue(_leaveOwnOut),
            JsonPath = OutputPaths.RequireFile("--json", result.GetValue(_json)),
            ReportPath = OutputPaths.RequireFile("--report", result.GetValue(_report)),
        };
    }

    private static StrengthLadder? ReadSweep(string? text)
    {
        try
        {
            return text is null ? null : StrengthLadder.Parse(text);
        }
        catch (FormatException exception)
        {
            throw new InvalidUsageException($"--sweep: {exception.Message}");
        }
    }

    private static bool Estimator(string text, out string value)
    {
        value = text;
        return text == All || KnownEstimators.Names.Contains(text)
            || EvaluationOptions.KnownEstimators.Contains(text);
    }

    /// <summary>Consistency, agreement and both combined are always there, so their names add nothing.</summary>
    private static ImmutableArray<string> ReadEstimators(string[] names) => names.Contains(All)
        ? EvaluationOptions.KnownEstimators
        : [.. names.Where(EvaluationOptions.KnownEstimators.Contains).Distinct(StringComparer.Ordinal)];

    private EvaluationOptions ReadEvaluation(ParseResult result, ScoringRequest scoring)
    {
        string usual = KnownMetrics.Parse(scoring.Metric).ComparesInstances ? "map" : "f1";
        string performance = result.GetValue(_performance) ?? usual;
        return new EvaluationOptions
        {
            Performance = performance == "map" ? PerformanceMeasure.MeanAveragePrecision : PerformanceMeasure.F1,
            Estimators = ReadEstimators(result.GetValue(_estimators) ?? []),
            Sampling = new FeatureSamplingOptions
            {
                Classes = result.GetRequiredValue(_classes) == "values" ? LabelClasses.Values : LabelClasses.Foreground,
            },
            Instances = scoring.Instances,
        };
    }

    private static IReadOnlyList<EvaluationTarget> FindTargets(
        IReadOnlyList<string> images, string[] labels, string? targets)
    {
        bool hasPair = images.Count > 0 && labels.Length > 0;
        if (targets is not null && images.Count == 0 && labels.Length == 0)
        {
            return TargetFinder.In(targets);
        }

        return targets is null && hasPair
            ? [TargetFinder.Of(images, labels)]
            : throw new InvalidUsageException(
                $"{Given("--images", images.Count > 0)}, {Given("--labels", labels.Length > 0)} and"
                + $" {Given("--targets", targets is not null)}; expected --images with --labels, or --targets alone.");
    }

    private static string Given(string option, bool isGiven) => $"{option} is {(isGiven ? "" : "not ")}given";
}
