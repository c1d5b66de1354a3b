using System.CommandLine;

namespace BioZooCte.Cli.Options;

/// <summary>The option that names hosts of the own network which may be fetched from.</summary>
internal static class AllowHostOption
{
    /// <summary>The option.</summary>
    public static Option<string[]> Create() => OptionParsers.Several<string>(
        "--allow-host",
        "HOST[:PORT]",
        "A host of this machine or a private network that may be fetched from. Repeatable.",
        "a host",
        OptionParsers.Text);
}
