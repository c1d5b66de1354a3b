using System.CommandLine;

using BioZooCte.Segmentation;

namespace BioZooCte.Cli.Options;

/// <summary>The options that say what counts as foreground.</summary>
internal sealed class ForegroundOption
{
    private readonly Option<string> _channel = OptionParsers.Single<string>(
        "--foreground",
        "CHANNEL",
        "The foreground where names do not say it, or another is wanted: a channel's name or position,"
        + " OUTPUT, or OUTPUT:CHANNEL.",
        "a channel",
        OptionParsers.Text);

    private readonly Option<string> _activation = OptionParsers.Choice(
        "--activation",
        "Put after models of which nothing states what their values are.",
        ["sigmoid", "softmax"]);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_channel);
        command.Add(_activation);
    }

    /// <summary>What they say.</summary>
    public ForegroundOptions Read(ParseResult result) => new()
    {
        Channel = result.GetValue(_channel),
        Activation = result.GetValue(_activation),
    };
}
