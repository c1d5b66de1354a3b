using System.CommandLine;

using BioZooCte.Cli.Options;

namespace BioZooCte.Cli.Demo;

/// <summary>The options of <c>zoocte demo</c>.</summary>
internal sealed class DemoOptions
{
    private readonly Option<ulong> _seed = OptionParsers.Single<ulong>(
        "--seed", "N", "Another number, other specimens.", "a whole number from 0", OptionParsers.Seed, "0");

    private readonly Option<string> _save = OptionParsers.Single<string>(
        "--save",
        "FOLDER",
        "Write the images and their labels as TIFF, a folder for each condition.",
        "a path",
        OptionParsers.Text);

    private readonly Option<int?> _threads = PackageOption.Threads();

    /// <summary>Adds the options to the command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_seed);
        command.Add(_save);
        command.Add(_threads);
    }

    /// <summary>What was asked for.</summary>
    public DemoRequest Read(ParseResult result) => new(
        result.GetValue(_seed), result.GetValue(_save), result.GetValue(_threads) ?? Environment.ProcessorCount);
}
