using System.CommandLine;

using BioZooCte.Cli.Options;
using BioZooCte.Models;
using BioZooCte.Sqlite;

namespace BioZooCte.Cli.Store;

/// <summary><c>zoocte store prune</c>: drop what no ranking will ask for any more.</summary>
internal static class StorePruneCommand
{
    /// <summary>The command.</summary>
    /// <param name="terminal">Where it writes.</param>
    /// <param name="backend">What models and results are known by.</param>
    public static Command Create(Terminal terminal, IModelBackend backend)
    {
        Command command = new(
            "prune",
            "Drop what no ranking will ask for any more, and what processes that are gone left behind; what a running one"
            + " is at stays.");
        Argument<string> store = StoreCommand.Store();
        Option<bool> software = new("--software-older")
        {
            Description = "What other versions of zoocte, ONNX Runtime or .NET found.",
        };
        Option<string[]> models = OptionParsers.Several<string>(
            "--unseen-models",
            "DIR",
            "What is of other models than those in these folders, by content; nothing unless all of them can be opened."
            + " Repeatable.",
            "a path",
            OptionParsers.Text);
        Option<string[]> images = OptionParsers.Several<string>(
            "--unseen-images",
            "DIR",
            "What is of other images than those in these folders and below, by content and file name; nothing unless all"
            + " of it can be read. Repeatable.",
            "a path",
            OptionParsers.Text);
        Option<int?> days = OptionParsers.Single<int?>(
            "--older-than",
            "DAYS",
            "What was finished longer ago.",
            "a whole number above 0",
            OptionParsers.OptionalCount);
        Option<bool> all = new("--all") { Description = "Everything." };
        Option<bool> dryRun = new("--dry-run") { Description = "Only say what would be dropped." };
        foreach (Option option in new Option[] { software, models, images, days, all, dryRun })
        {
            command.Add(option);
        }

        command.Add(store);
        command.SetAction((result, cancellationToken) => Guard.RunAsync(
            terminal,
            async () =>
            {
                string path = StoreFinder.Find(result.GetRequiredValue(store));
                string[] modelPaths = result.GetValue(models) ?? [];
                string[] imagePaths = result.GetValue(images) ?? [];
                Lazy<StoreContents> contents = new(() => StoreContents.Read(path));
                PruneOptions options = new()
                {
                    Software = result.GetValue(software) ? ResultsIdentity.OfSoftware(backend) : null,
                    Models = modelPaths.Length == 0 ? null : await SeenModels
                        .FindAsync(
                            terminal,
                            backend,
                            modelPaths,
                            [.. contents.Value.Models.Select(one => one.Question.Model)],
                            cancellationToken)
                        .ConfigureAwait(false),
                    Images = imagePaths.Length == 0 ? null : await SeenImages
                        .FindAsync(imagePaths, contents.Value.Images, cancellationToken).ConfigureAwait(false),
                    FinishedBefore = result.GetValue(days) is int count ? DateTimeOffset.UtcNow.AddDays(-count) : null,
                    IsAll = result.GetValue(all),
                    IsDryRun = result.GetValue(dryRun),
                };
                PruneRenderer.Write(terminal.Output, path, StorePruner.Prune(path, options), options.IsDryRun);
                return ExitCode.Done;
            }));
        return command;
    }
}
