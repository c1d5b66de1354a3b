using System.CommandLine;
using System.Globalization;

using BioZooCte.Cli.Inputs;
using BioZooCte.Cli.Options;

namespace BioZooCte.Cli.Watch;

/// <summary>The options of <c>zoocte watch</c>.</summary>
internal sealed class WatchArguments
{
    private readonly Option<string> _models = OptionParsers.Single<string>(
        "--models", "DIR", "The folder of model packages: folders, zip files, RDF files.", "a path", OptionParsers.Text);

    private readonly Option<string> _images = OptionParsers.Single<string>(
        "--images", "DIR", "The folder of images.", "a path", OptionParsers.Text);

    private readonly Option<bool> _once = new("--once")
    {
        Description = "Rank all that is there, and end: for cron.",
    };

    private readonly Option<double> _interval = OptionParsers.Single<double>(
        "--interval",
        "SECONDS",
        "How often the folders are looked at; a file that was written to within this time is left for the next look.",
        "a number of seconds from 0.1 to 86400",
        Seconds,
        "2");

    private readonly Option<bool> _isolate = new("--isolate")
    {
        Description = "Run each new model in a process of its own: one that crashes is named, and not run on those images again.",
    };

    private readonly Option<string> _json = OptionParsers.Single<string>(
        "--json", "FILE", "Write each ranking here as JSON, in place of the last.", "a path", OptionParsers.Text);

    private readonly ScoringOptions _scoring = new();
    private readonly OrderingOptions _ordering = new();

    private readonly Option<string> _store = OptionParsers.Single<string>(
        "--store",
        "FILE",
        "Keep what is found in this file. Default: .zoocte/results.sqlite in the folder of images. A local disk is fastest;"
        + " on a share it is as safe as the share's locks.",
        "a path",
        OptionParsers.Text);

    /// <summary>Adds the options to the command.</summary>
    public void AddTo(Command command)
    {
        _models.Required = true;
        _images.Required = true;
        command.Add(_models);
        command.Add(_images);
        command.Add(_once);
        command.Add(_interval);
        command.Add(_isolate);
        command.Add(_json);
        command.Add(_store);
        _scoring.AddTo(command, needsModels: false, needsImages: null);
        _ordering.AddTo(command);
    }

    /// <summary>What they say.</summary>
    /// <exception cref="InvalidUsageException">A folder is not there, or an option is none.</exception>
    public WatchRequest Read(ParseResult result)
    {
        ScoringRequest scoring = _scoring.Read(result);
        OrderingRequest ordering = _ordering.Read(result, scoring);
        string images = RequireFolder("--images", result.GetRequiredValue(_images));
        TimeSpan interval = TimeSpan.FromSeconds(result.GetValue(_interval));
        WatchOptions watch = new()
        {
            ModelFolders = [RequireFolder("--models", result.GetRequiredValue(_models))],
            ImageFolder = images,
            Estimation = ordering.ToEstimation(scoring),
            Interval = interval,
            Quiet = interval,
            IsOnce = result.GetValue(_once),
        };
        return new WatchRequest(
            watch,
            result.GetValue(_store) ?? StorePlace.In(images).Path!,
            result.GetValue(_isolate) ? ApartSettings.Of(scoring, ordering) : null,
            OutputPaths.RequireFile("--json", result.GetValue(_json)));
    }

    private static string RequireFolder(string option, string path) => Directory.Exists(path)
        ? path
        : throw new InvalidUsageException($"{option} {path}: there is no such folder.");

    private static bool Seconds(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && value is >= 0.1 and <= 86400;
}
