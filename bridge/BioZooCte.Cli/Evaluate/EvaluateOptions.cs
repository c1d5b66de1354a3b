using System.CommandLine;

using BioZooCte.Cli.Inputs;
using BioZooCte.Cli.Options;
using BioZooCte.Consistency;
using BioZooCte.Evaluation.Targets;
using BioZooCte.Instances;

namespace BioZooCte.Cli.Evaluate;

/// <summary>The options of <c>zoocte evaluate</c>.</summary>
internal sealed class EvaluateOptions
{
    private readonly Option<string[]> _models = OptionParsers.Several<string>(
        "--models",
        "PATH",
        "Models: folders of packages, packages (folder, zip, RDF file, URL), patterns. Repeatable.",
        "a path",
        OptionParsers.Text);

    private readonly ImageOptions _images = new();

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

    private readonly Option<string> _performance = OptionParsers.Choice(
        "--performance",
        "What is measured against the labels, the median over images: f1, of the foreground's pixels, or map, the mean"
        + " average precision of the objects.",
        ["f1", "map"],
        "f1");

    private readonly Option<string> _instances = OptionParsers.Choice(
        "--instances",
        "How probabilities become objects: what hangs together, seeds that grow over the boundary or the distance, or"
        + " labels that the model gives.",
        ["components", "watershed", "labels"],
        "watershed");

    private readonly Option<int> _minSize = OptionParsers.Single<int>(
        "--min-size",
        "PIXELS",
        "The fewest pixels of an object.",
        "a whole number above 0",
        OptionParsers.Count,
        "16");

    private readonly Option<string[]> _perturbations = OptionParsers.Several<string>(
        "--perturbation",
        "NAME:STRENGTH",
        "A small change of the input: noise, gamma, contrast or brightness. Repeatable. Default:"
        + " contrast:0.7 gamma:1.5.",
        "NAME:STRENGTH, such as gamma:1.5",
        OptionParsers.Text);

    private readonly Option<string> _metric = OptionParsers.Choice(
        "--metric",
        $"How two predictions are compared: {string.Join(", ", KnownMetrics.Names)}; nhd is that of the paper.",
        KnownMetrics.Names,
        KnownMetrics.Default.Name,
        "NAME");

    private readonly Option<double> _threshold = OptionParsers.Single<double>(
        "--threshold",
        "P",
        "Above it a probability is foreground.",
        "a number between 0 and 1",
        OptionParsers.Share,
        "0.5");

    private readonly ForegroundOption _foreground = new();

    private readonly Option<ulong> _seed = OptionParsers.Single<ulong>(
        "--seed",
        "N",
        "What random numbers depend on: same seed, same result.",
        "a whole number from 0",
        OptionParsers.Seed,
        "0");

    private readonly Option<int?> _threads = PackageOption.Threads();
    private readonly Option<bool> _allowHashMismatch = PackageOption.AllowHashMismatch();

    private readonly Option<string> _json = OptionParsers.Single<string>(
        "--json", "FILE", "Write models, scores and correlations as JSON.", "a path", OptionParsers.Text);

    /// <summary>Adds the options to the command.</summary>
    public void AddTo(Command command)
    {
        _models.Required = true;
        command.Add(_models);
        _images.AddTo(command, isRequired: false);
        command.Add(_labels);
        command.Add(_targets);
        command.Add(_leaveOwnOut);
        command.Add(_performance);
        command.Add(_instances);
        command.Add(_minSize);
        command.Add(_perturbations);
        command.Add(_metric);
        command.Add(_threshold);
        _foreground.AddTo(command);
        command.Add(_seed);
        command.Add(_threads);
        command.Add(_allowHashMismatch);
        command.Add(_json);
    }

    /// <summary>What they say; models, images and labels found and matched.</summary>
    /// <exception cref="InvalidUsageException">
    /// A path is not there, or too little or too much is given.
    /// </exception>
    public EvaluateRequest Read(ParseResult result)
    {
        ImageRequest images = _images.Read(result);
        return new EvaluateRequest
        {
            Models = ModelFinder.Find("--models", result.GetRequiredValue(_models)),
            Targets = FindTargets(images.Paths, result.GetValue(_labels) ?? [], result.GetValue(_targets)),
            Evaluation = ReadEvaluation(result),
            LeavesOwnOut = result.GetValue(_leaveOwnOut),
            Image = images,
            Perturbations = result.GetValue(_perturbations) ?? [],
            Metric = result.GetRequiredValue(_metric),
            Threshold = result.GetValue(_threshold),
            Foreground = _foreground.Read(result),
            Seed = result.GetValue(_seed),
            Threads = result.GetValue(_threads),
            AllowHashMismatch = result.GetValue(_allowHashMismatch),
            JsonPath = OutputPaths.RequireFile("--json", result.GetValue(_json)),
        };
    }

    private EvaluationOptions ReadEvaluation(ParseResult result) => new()
    {
        Performance = result.GetRequiredValue(_performance) == "map"
            ? PerformanceMeasure.MeanAveragePrecision
            : PerformanceMeasure.F1,
        Instances = new InstanceOptions
        {
            Method = result.GetRequiredValue(_instances) switch
            {
                "components" => InstanceMethod.Components,
                "labels" => InstanceMethod.Labels,
                _ => InstanceMethod.Watershed,
            },
            MinSize = result.GetValue(_minSize),
        },
    };

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
