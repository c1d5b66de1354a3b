using System.CommandLine;

using BioZooCte.Cli.Inputs;
using BioZooCte.Cli.Options;
using BioZooCte.Cli.Rendering;
using BioZooCte.Sqlite;

namespace BioZooCte.Cli.Store;

/// <summary><c>zoocte merge</c>: what several machines found, as if one had found it.</summary>
internal static class MergeCommand
{
    /// <summary>Examples for the help.</summary>
    public static readonly string[] Examples =
    [
        "zoocte merge --out all.sqlite shard-1.sqlite shard-2.sqlite",
        "zoocte rank --models zoo --images scans --store all.sqlite",
    ];

    /// <summary>The command.</summary>
    /// <param name="terminal">Where it writes.</param>
    public static Command Create(Terminal terminal)
    {
        Command command = new(
            "merge",
            "Put stores together, such as those of a cluster's machines: a ranking with the merged one is the same as if one"
            + " machine had found everything.");
        Argument<string[]> stores = new("STORE")
        {
            Description = "Stores' files, or folders with one in .zoocte; they stay as they are.",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<string> output = OptionParsers.Single<string>(
            "--out", "FILE", "The merged store; one that is there is added to.", "a path", OptionParsers.Text);
        output.Required = true;
        command.Add(stores);
        command.Add(output);
        command.SetAction((result, cancellationToken) => Guard.RunAsync(
            terminal,
            () =>
            {
                string path = OutputPaths.RequireFile("--out", result.GetRequiredValue(output))!;
                string[] sources = [.. result.GetRequiredValue(stores).Select(StoreFinder.Find)];
                foreach (MergedStore store in StoreMerger.Merge(path, sources, cancellationToken).Stores)
                {
                    terminal.OutputText.WriteLine(
                        $"{store.Path}: {Words.Count(store.Images, "image")}, {Words.Count(store.Pairs, "pair")},"
                        + $" {Words.Count(store.Tiles, "tile")} and {Words.Count(store.Remarks, "remark")} that were not there");
                }

                return Task.FromResult(ExitCode.Done);
            }));
        return command;
    }
}
