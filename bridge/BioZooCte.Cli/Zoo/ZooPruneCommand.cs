using System.CommandLine;

using BioZooCte.Cli.Options;
using BioZooCte.Cli.Rendering;
using BioZooCte.Packages.Zoo;

namespace BioZooCte.Cli.Zoo;

/// <summary><c>zoocte zoo prune</c>: remove from the cache what nobody used for long.</summary>
internal static class ZooPruneCommand
{
    // A hundred years.
    private const int MostDays = 36525;

    /// <summary>The command.</summary>
    /// <param name="terminal">Where it writes.</param>
    /// <param name="open">Opens the Zoo, with hosts that are allowed.</param>
    public static Command Create(Terminal terminal, Func<IReadOnlyList<string>, ZooClient> open)
    {
        Command command = new(
            "prune",
            "Remove from the cache what nobody used for long, and, without an option too, what programs that ended left"
            + " behind: downloads that nobody has continued for a day. What a running one uses or fetches stays. What broke"
            + " off in another folder goes when 'zoocte zoo get' puts a package there again.");
        Option<int?> days = OptionParsers.Single<int?>(
            "--older-than",
            "DAYS",
            "What was used last longer ago.",
            $"a whole number from 1 to {MostDays}",
            Days);
        Option<bool> all = new("--all") { Description = "Everything." };
        Option<bool> dryRun = new("--dry-run") { Description = "Only say what would be removed." };
        command.Add(days);
        command.Add(all);
        command.Add(dryRun);
        command.SetAction((result, cancellationToken) => Guard.RunAsync(
            terminal,
            () =>
            {
                if (result.GetValue(all) && result.GetValue(days) is not null)
                {
                    throw new InvalidUsageException("--older-than and --all are given; expected one of them.");
                }

                DateTimeOffset? usedBefore = result.GetValue(all) ? DateTimeOffset.MaxValue
                    : result.GetValue(days) is int count ? DateTimeOffset.UtcNow.AddDays(-count)
                    : null;
                using ZooClient zoo = open([]);
                bool isDryRun = result.GetValue(dryRun);
                Write(terminal, zoo.Folder, zoo.Prune(usedBefore, isDryRun, cancellationToken), isDryRun);
                return Task.FromResult(ExitCode.Done);
            }));
        return command;
    }

    private static bool Days(string text, out int? value) =>
        OptionParsers.OptionalCount(text, out value) && value <= MostDays;

    private static void Write(Terminal terminal, string folder, ZooPruneReport report, bool isDryRun)
    {
        terminal.Output.WriteParagraph(
            $"{folder}: {(isDryRun ? "would remove" : "removed")} {Words.Count(report.Packages, "package")} and"
            + $" {Words.Count(report.Files, "other file")}; {Words.Size(report.BytesFreed)} freed.");
        if (report.Spared > 0)
        {
            terminal.Output.WriteParagraph(
                $"Left in place: {report.Spared} that a running process uses, where files of yours lie, or that cannot be"
                + " removed.");
        }

        if (report.IsFetching)
        {
            terminal.Output.WriteParagraph("Other files stay, for a running process is fetching some.");
        }
    }
}
