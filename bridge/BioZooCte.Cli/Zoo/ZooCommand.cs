using System.CommandLine;

using BioZooCte.Models;
using BioZooCte.Packages.Zoo;

namespace BioZooCte.Cli.Zoo;

/// <summary><c>zoocte zoo</c>: what is in the BioImage Model Zoo, and how does it get here?</summary>
internal static class ZooCommand
{
    /// <summary>Examples for the help.</summary>
    public static readonly string[] Examples =
    [
        "zoocte zoo search nuclei --format onnx",
        "zoocte zoo search --image scan.tif --runnable",
        "zoocte zoo get ambitious-sloth polite-pig/v0 10.5281/zenodo.5910854 --out zoo --with-tests",
        "zoocte zoo list",
        "zoocte zoo list zoo",
        "zoocte zoo prune --older-than 30",
    ];

    /// <summary>The command with those below it.</summary>
    /// <param name="terminal">Where it writes.</param>
    /// <param name="open">Opens the Zoo, with hosts that are allowed.</param>
    /// <param name="backend">What would run the models.</param>
    public static Command Create(
        Terminal terminal, Func<IReadOnlyList<string>, ZooClient> open, IModelBackend backend) =>
        new("zoo", "Search the BioImage Model Zoo and download packages from it, verified and complete.")
        {
            ZooSearchCommand.Create(terminal, open, backend),
            ZooGetCommand.Create(terminal, open),
            ZooListCommand.Create(terminal, open, backend),
            ZooPruneCommand.Create(terminal, open),
        };
}
