using System.CommandLine;

using BioZooCte.Cli.Inputs;
using BioZooCte.Cli.Options;
using BioZooCte.Cli.Predict;

namespace BioZooCte.Cli.Rank;

/// <summary>The options of <c>zoocte rank</c>.</summary>
internal sealed class RankOptions
{
    private readonly ScoringOptions _scoring = new();

    private readonly OrderingOptions _ordering = new();

    private readonly Option<string> _json = OptionParsers.Single<string>(
        "--json", "FILE", "Write the ranking, its evidence and how it was made as JSON.", "a path", OptionParsers.Text);

    private readonly Option<string> _csv = OptionParsers.Single<string>(
        "--csv", "FILE", "Write a row for each model as CSV.", "a path", OptionParsers.Text);

    private readonly Option<string> _report = OptionParsers.Single<string>(
        "--report",
        "FILE",
        "Write a page for people, with pictures, that opens in any browser without a network.",
        "a path",
        OptionParsers.Text);

    private readonly Option<string> _maps = OptionParsers.Single<string>(
        "--maps",
        "DIR",
        "Write where each ranked model keeps its answer, and its foreground, as DIR/MODEL/IMAGE.tif for ImageJ.",
        "a path",
        OptionParsers.Text);

    private readonly StoreOptions _store = new();

    /// <summary>Adds the options to the command.</summary>
    public void AddTo(Command command)
    {
        _scoring.AddTo(command);
        _ordering.AddTo(command);
        command.Add(_json);
        command.Add(_csv);
        command.Add(_report);
        command.Add(_maps);
        _store.AddTo(command);
    }

    /// <summary>What they say; models and images found.</summary>
    /// <exception cref="InvalidUsageException">A path is not there, or cannot be written to.</exception>
    public RankRequest Read(ParseResult result)
    {
        ScoringRequest scoring = _scoring.Read(result);
        IReadOnlyList<string> images = ImageFinder.Find("--images", scoring.Image.Paths);
        string? maps = result.GetValue(_maps);
        if (maps is not null)
        {
            PredictedNames.Of(images);
        }

        return new RankRequest
        {
            Scoring = scoring,
            Images = images,
            Ordering = _ordering.Read(result, scoring),
            JsonPath = OutputPaths.RequireFile("--json", result.GetValue(_json)),
            CsvPath = OutputPaths.RequireFile("--csv", result.GetValue(_csv)),
            ReportPath = OutputPaths.RequireFile("--report", result.GetValue(_report)),
            Store = _store.Read(result, images),
            MapsFolder = maps is null ? null : OutputPaths.MakeFolder("--maps", maps),
        };
    }
}
