using System.CommandLine;

using BioZooCte.Models;
using BioZooCte.Packages.Zoo;

namespace BioZooCte.Cli.Zoo;

/// <summary><c>zoocte zoo list</c>: which packages are here?</summary>
internal static class ZooListCommand
{
    /// <summary>The command.</summary>
    /// <param name="terminal">Where it writes.</param>
    /// <param name="open">Opens the Zoo, with hosts that are allowed.</param>
    /// <param name="backend">What would run the models.</param>
    public static Command Create(
        Terminal terminal, Func<IReadOnlyList<string>, ZooClient> open, IModelBackend backend)
    {
        Command command = new(
            "list",
            "List the packages of a folder and whether they run here, or those that were downloaded into the cache, as rank"
            + " and inspect do.");
        Argument<string?> folder = new("DIR")
        {
            Description = "The folder, such as that of 'zoo get --out'; the cache without it.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        command.Add(folder);
        command.SetAction((result, cancellationToken) => Guard.RunAsync(
            terminal, () => RunAsync(terminal, open, backend, result.GetValue(folder), cancellationToken)));
        return command;
    }

    private static async Task<int> RunAsync(
        Terminal terminal,
        Func<IReadOnlyList<string>, ZooClient> open,
        IModelBackend backend,
        string? folder,
        CancellationToken cancellationToken)
    {
        using ZooClient zoo = open([]);
        if (folder is null)
        {
            ZooListTable.Write(terminal.Output, zoo.FindDownloaded());
            terminal.OutputText.WriteLine($"Cache: {zoo.Folder}");
            return ExitCode.Done;
        }

        if (!Directory.Exists(folder))
        {
            throw new InvalidUsageException($"list {folder}: there is no such folder.");
        }

        ZooListTable.Write(
            terminal.Output,
            await ListedPackage.FindAsync(folder, zoo, backend, cancellationToken).ConfigureAwait(false));
        return ExitCode.Done;
    }
}
