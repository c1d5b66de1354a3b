using System.CommandLine;

using BioZooCte.Instances;

namespace BioZooCte.Cli.Options;

/// <summary>The options that say how probabilities become instances.</summary>
internal sealed class InstanceOption
{
    private readonly Option<string> _method = OptionParsers.Choice(
        "--instances",
        "How probabilities become objects: what hangs together, seeds that grow over the boundary or the distance, or"
        + " labels that the model gives.",
        KnownInstanceMethods.Names,
        "watershed");

    private readonly Option<int> _minSize = OptionParsers.Single<int>(
        "--min-size",
        "PIXELS",
        "The fewest pixels of an object.",
        "a whole number above 0",
        OptionParsers.Count,
        "16");

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_method);
        command.Add(_minSize);
    }

    /// <summary>What they say.</summary>
    public InstanceOptions Read(ParseResult result) => new()
    {
        Method = KnownInstanceMethods.Parse(result.GetRequiredValue(_method)),
        MinSize = result.GetValue(_minSize),
    };
}
