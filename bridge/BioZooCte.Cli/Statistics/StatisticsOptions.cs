using System.CommandLine;

using BioZooCte.Cli.Inputs;
using BioZooCte.Cli.Options;

namespace BioZooCte.Cli.Statistics;

/// <summary>The options of <c>zoocte statistics</c>: those of <c>zoocte rank</c> on which scores depend.</summary>
internal sealed class StatisticsOptions
{
    private readonly ScoringOptions _scoring = new();

    private readonly Option<string> _out = OptionParsers.Single<string>(
        "--out", "FILE", "Write the statistics here, as JSON with every bit.", "a path", OptionParsers.Text);

    /// <summary>Adds the options to the command.</summary>
    public void AddTo(Command command)
    {
        _out.Required = true;
        _scoring.AddTo(command);
        command.Add(_out);
    }

    /// <summary>What they say; models and images found.</summary>
    /// <exception cref="InvalidUsageException">A path is not there, or cannot be written to.</exception>
    public StatisticsRequest Read(ParseResult result)
    {
        ScoringRequest scoring = _scoring.Read(result);
        return new StatisticsRequest(
            scoring,
            ImageFinder.Find("--images", scoring.Image.Paths),
            OutputPaths.RequireFile("--out", result.GetRequiredValue(_out))!);
    }
}
