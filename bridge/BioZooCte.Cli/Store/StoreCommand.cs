using System.CommandLine;

using BioZooCte.Models;

namespace BioZooCte.Cli.Store;

/// <summary><c>zoocte store</c>: what is kept of rankings, and its care.</summary>
internal static class StoreCommand
{
    /// <summary>Examples for the help.</summary>
    public static readonly string[] Examples =
    [
        "zoocte store list scans",
        "zoocte store export scans --csv scores.csv",
        "zoocte store prune scans --software-older --dry-run",
        "zoocte store verify scans",
    ];

    /// <summary>The command with those below it.</summary>
    /// <param name="terminal">Where it writes.</param>
    /// <param name="backend">What runs networks: it is part of what models and results are known by.</param>
    public static Command Create(Terminal terminal, IModelBackend backend) =>
        new("store", "Look at what rankings keep, write it as a table, drop what is of no use, and check it.")
        {
            StoreListCommand.Create(terminal),
            StoreExportCommand.Create(terminal),
            StorePruneCommand.Create(terminal, backend),
            StoreVerifyCommand.Create(terminal),
        };

    /// <summary>The store that a command is about.</summary>
    public static Argument<string> Store() => new("STORE")
    {
        Description = "A store's file, or a folder with one in .zoocte.",
    };
}
