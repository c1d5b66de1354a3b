using System.CommandLine;
using System.Globalization;

using BioZooCte.Cli.Inputs;
using BioZooCte.Consistency;
using BioZooCte.Perturbations.Features;

namespace BioZooCte.Cli.Options;

/// <summary>The options on which models' scores depend, the same for every command that scores models.</summary>
internal sealed class ScoringOptions
{
    private const string All = "all";

    private readonly Option<string[]> _models = OptionParsers.Several<string>(
        "--models",
        "PATH",
        "Models: folders of packages, packages (folder, zip, RDF file, URL), names of the Zoo, patterns. Repeatable.",
        "a path",
        OptionParsers.Text);

    private readonly ImageOptions _images = new();

    private readonly Option<string[]> _perturbations = OptionParsers.Several<string>(
        "--perturbation",
        "NAME:STRENGTH",
        "A small change of the input (noise, gamma, contrast or brightness) or of the features inside each model"
        + $" ({string.Join(", ", KnownFeaturePerturbations.Names)}). Repeatable. Default: contrast:0.7 gamma:1.5. auto or"
        + " auto:NAME finds the strength that tells the models apart best.",
        "NAME:STRENGTH, such as gamma:1.5, or auto",
        Perturbation);

    private readonly Option<string> _unit = OptionParsers.Choice(
        "--perturbation-unit",
        "What strengths are counted in: the spread of each image's values, the same for every model, or the"
        + " model's own input.",
        ["percentile", "model"],
        "percentile");

    private readonly Option<string> _bottleneck = OptionParsers.Single<string>(
        "--bottleneck",
        "TENSOR",
        "Where models are cut to change their features; 'zoocte inspect --layers' lists the names. Default: each"
        + " model's bottleneck.",
        "the name of a tensor",
        OptionParsers.Text);

    private readonly Option<string> _rng = OptionParsers.Choice(
        "--rng",
        "How changes of features are drawn: by image and place, or as PyTorch draws them from image to image.",
        ["coordinates", "torch"],
        "coordinates");

    private readonly Option<string> _metric = OptionParsers.Choice(
        "--metric",
        $"How two predictions are compared: {string.Join(", ", KnownMetrics.Names)}; nhd is that of the paper.",
        KnownMetrics.Names,
        KnownMetrics.Default.Name,
        "NAME");

    private readonly Option<string> _agreementSample = OptionParsers.Single<string>(
        "--agreement-sample",
        "all|N",
        "At how many pixels of an image models are compared.",
        "all or a whole number above 0",
        Sample,
        "65536");

    private readonly Option<double> _threshold = OptionParsers.Single<double>(
        "--threshold",
        "P",
        "Above it a probability is foreground.",
        "a number between 0 and 1",
        OptionParsers.Share,
        "0.5");

    private readonly ForegroundOption _foreground = new();
    private readonly InstanceOption _instances = new();

    private readonly Option<int> _runs = OptionParsers.Single<int>(
        "--runs", "N", "How often random perturbations are drawn.", "a whole number above 0", OptionParsers.Count, "1");

    private readonly Option<ulong> _seed = OptionParsers.Single<ulong>(
        "--seed",
        "N",
        "What random numbers depend on: same seed, same result.",
        "a whole number from 0",
        OptionParsers.Seed,
        "0");

    private readonly Option<int?> _threads = PackageOption.Threads();
    private readonly Option<bool> _allowHashMismatch = PackageOption.AllowHashMismatch();

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="needsImages">Whether images have to be named by <c>--images</c>; null where they cannot be.</param>
    /// <param name="needsModels">Whether models have to be named by <c>--models</c>; else they are none.</param>
    public void AddTo(Command command, bool? needsImages = true, bool needsModels = true)
    {
        if (needsModels)
        {
            _models.Required = true;
            command.Add(_models);
        }

        _images.AddTo(command, needsImages);
        command.Add(_perturbations);
        command.Add(_unit);
        command.Add(_bottleneck);
        command.Add(_rng);
        command.Add(_metric);
        command.Add(_agreementSample);
        command.Add(_threshold);
        _foreground.AddTo(command);
        _instances.AddTo(command);
        command.Add(_runs);
        command.Add(_seed);
        command.Add(_threads);
        command.Add(_allowHashMismatch);
    }

    /// <summary>What they say; models found.</summary>
    /// <exception cref="InvalidUsageException">A model's path is not there.</exception>
    public ScoringRequest Read(ParseResult result) => new()
    {
        Models = ModelFinder.Find("--models", result.GetValue(_models) ?? []),
        Image = _images.Read(result),
        Perturbations = result.GetValue(_perturbations) ?? [],
        PerturbationUnit = result.GetRequiredValue(_unit),
        Bottleneck = result.GetValue(_bottleneck),
        DrawsAsTorch = result.GetRequiredValue(_rng) == "torch",
        Metric = result.GetRequiredValue(_metric),
        AgreementSample = result.GetRequiredValue(_agreementSample) is string sample and not All
            ? int.Parse(sample, CultureInfo.InvariantCulture)
            : null,
        Threshold = result.GetValue(_threshold),
        Foreground = _foreground.Read(result),
        Instances = _instances.Read(result) with { ForegroundThreshold = (float)result.GetValue(_threshold) },
        Runs = result.GetValue(_runs),
        Seed = result.GetValue(_seed),
        Threads = result.GetValue(_threads),
        AllowHashMismatch = result.GetValue(_allowHashMismatch),
    };

    private static bool Sample(string text, out string value)
    {
        value = text;
        return text == All || OptionParsers.Count(text, out _);
    }

    private static bool Perturbation(string text, out string value)
    {
        value = text;
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        return EstimationOptions.IsAutomatic(text) || (colon > 0 && (KnownFeaturePerturbations.IsNamedBy(text) || double.TryParse(
            text.AsSpan(colon + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out double strength)
            && double.IsFinite(strength)));
    }
}
