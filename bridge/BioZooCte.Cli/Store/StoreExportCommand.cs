using System.CommandLine;

using BioZooCte.Cli.Inputs;
using BioZooCte.Cli.Options;
using BioZooCte.Cli.Rendering;
using BioZooCte.Sqlite;

namespace BioZooCte.Cli.Store;

/// <summary><c>zoocte store export</c>: the scores that are kept, for other programs.</summary>
internal static class StoreExportCommand
{
    /// <summary>The command.</summary>
    /// <param name="terminal">Where it writes.</param>
    public static Command Create(Terminal terminal)
    {
        Command command = new(
            "export", "Write a row for each model, image, perturbation and run: scores, hashes, options, software.");
        Argument<string> store = StoreCommand.Store();
        Option<string> csv = OptionParsers.Single<string>(
            "--csv", "FILE", "Write the rows as CSV.", "a path", OptionParsers.Text);
        Option<string> json = OptionParsers.Single<string>(
            "--json", "FILE", "Write the rows as JSON.", "a path", OptionParsers.Text);
        command.Add(store);
        command.Add(csv);
        command.Add(json);
        command.SetAction((result, _) => Guard.RunAsync(
            terminal,
            () =>
            {
                string path = StoreFinder.Find(result.GetRequiredValue(store));
                string? csvPath = OutputPaths.RequireFile("--csv", result.GetValue(csv));
                string? jsonPath = OutputPaths.RequireFile("--json", result.GetValue(json));
                if (csvPath is null && jsonPath is null)
                {
                    throw new InvalidUsageException("Nothing says where to; expected --csv FILE or --json FILE.");
                }

                Export(terminal, path, csvPath, StoreScores.WriteCsv);
                Export(terminal, path, jsonPath, StoreScores.WriteJson);
                return Task.FromResult(ExitCode.Done);
            }));
        return command;
    }

    private static void Export(Terminal terminal, string store, string? path, Func<string, string, int> write)
    {
        if (path is not null)
        {
            terminal.ErrorText.WriteLine($"{path}: {Words.Count(write(store, path), "row")}");
        }
    }
}
