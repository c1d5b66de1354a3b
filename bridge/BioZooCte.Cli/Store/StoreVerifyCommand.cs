using System.CommandLine;

using BioZooCte.Cli.Rendering;
using BioZooCte.Sqlite;

namespace BioZooCte.Cli.Store;

/// <summary><c>zoocte store verify</c>: can all that is kept be read, and is it as it was written?</summary>
internal static class StoreVerifyCommand
{
    /// <summary>The command.</summary>
    /// <param name="terminal">Where it writes.</param>
    public static Command Create(Terminal terminal)
    {
        Command command = new(
            "verify", "Look whether all that is kept can be read and is as it was written; name what is not.");
        Argument<string> store = StoreCommand.Store();
        Option<bool> repair = new("--repair")
        {
            Description = "Drop what is damaged: the next ranking measures it again.",
        };
        command.Add(store);
        command.Add(repair);
        command.SetAction((result, cancellationToken) => Guard.RunAsync(
            terminal,
            () => Task.FromResult(Run(
                terminal, StoreFinder.Find(result.GetRequiredValue(store)), result.GetValue(repair), cancellationToken))));
        return command;
    }

    private static int Run(Terminal terminal, string path, bool repairs, CancellationToken cancellationToken)
    {
        StoreVerification found = StoreVerifier.Verify(path, repairs, cancellationToken);
        foreach (StoreDamage damage in found.Damages)
        {
            terminal.OutputText.WriteLine(damage);
        }

        string count = found.Damages.IsEmpty
            ? "nothing is damaged"
            : Words.Count(found.Damages.Length, "damage");
        string rest = found.Damages.IsEmpty ? ""
            : !repairs ? "; --repair drops what is damaged, and the next ranking measures it again"
            : found.Left.IsEmpty ? ", dropped: the next ranking measures it again"
            : $", of which {found.Left.Length} cannot be mended; expected a copy of the file, or a new one";
        terminal.OutputText.WriteLine($"{path}: {Words.Count(found.Rows, "row")}, {count}{rest}.");
        return found.Left.IsEmpty ? ExitCode.Done : ExitCode.Incomplete;
    }
}
