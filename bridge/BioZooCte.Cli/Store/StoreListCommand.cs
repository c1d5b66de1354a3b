using System.CommandLine;

using BioZooCte.Sqlite;

namespace BioZooCte.Cli.Store;

/// <summary><c>zoocte store list</c>: what is kept, and who is at work?</summary>
internal static class StoreListCommand
{
    /// <summary>The command.</summary>
    /// <param name="terminal">Where it writes.</param>
    public static Command Create(Terminal terminal)
    {
        Command command = new("list", "List what is kept of each model, and which processes are at work.");
        Argument<string?> store = new("STORE")
        {
            Description = "A store's file, or a folder with one in .zoocte. Default: the current folder.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<bool> json = new("--json")
        {
            Description = "Write JSON instead of a table.",
        };
        command.Add(store);
        command.Add(json);
        command.SetAction((result, _) => Guard.RunAsync(
            terminal,
            () =>
            {
                StoreContents contents = StoreContents.Read(StoreFinder.Find(result.GetValue(store)));
                if (result.GetValue(json))
                {
                    terminal.OutputText.WriteLine(StoreContentsJson.Of(contents));
                }
                else
                {
                    StoreContentsRenderer.Write(terminal.Output, contents);
                }

                return Task.FromResult(ExitCode.Done);
            }));
        return command;
    }
}
