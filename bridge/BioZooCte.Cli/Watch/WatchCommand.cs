using System.CommandLine;

using BioZooCte.Bridge.V1;
using BioZooCte.Models;
using BioZooCte.Reports;
using BioZooCte.Sqlite;

namespace BioZooCte.Cli.Watch;

/// <summary><c>zoocte watch</c>: a ranking that follows two folders.</summary>
internal static class WatchCommand
{
    /// <summary>Examples for the help.</summary>
    public static readonly string[] Examples =
    [
        "zoocte watch --models zoo --images scans",
        "zoocte watch --models zoo --images scans --once --json ranking.json",
        "zoocte watch --models zoo --images scans --isolate --interval 60",
    ];

    /// <summary>The command.</summary>
    /// <param name="terminal">Where it writes.</param>
    /// <param name="backend">What runs networks.</param>
    /// <param name="child">The program and its arguments that run a model by itself.</param>
    public static Command Create(Terminal terminal, IModelBackend backend, IReadOnlyList<string> child)
    {
        Command command = new(
            "watch",
            "Rank what a folder of models and a folder of images hold, and again whenever that changes. What happens is"
            + " written as lines of JSON.");
        WatchArguments arguments = new();
        arguments.AddTo(command);
        command.SetAction((result, cancellationToken) => Guard.RunAsync(
            terminal, () => RunAsync(terminal, backend, child, arguments.Read(result), cancellationToken)));
        return command;
    }

    private static async Task<int> RunAsync(
        Terminal terminal,
        IModelBackend backend,
        IReadOnlyList<string> child,
        WatchRequest request,
        CancellationToken cancellationToken)
    {
        using SqliteResults store = SqliteResults.Open(request.StorePath);
        WatchLines lines = new(terminal.OutputText, TimeProvider.System);
        WatchOptions options = request.Watch;
        if (request.Apart is RankingSettings settings)
        {
            ApartRunner runner = new(child, settings, options.Estimation, store)
            {
                Tell = lines.Write,
                Note = note => terminal.ErrorText.WriteLine($"zoocte: {note}"),
            };
            options = options with { RunApart = runner.RunAsync };
        }

        lines.WriteStart(options, store.Location);
        bool isRanked = false;
        try
        {
            await foreach (WatchEvent happened in new RankingWatcher(backend, store, options)
                .WatchAsync(cancellationToken).ConfigureAwait(false))
            {
                if (happened is WatchEvent.Ranked ranked)
                {
                    isRanked = true;
                    await WriteAsync(ranked, backend, request).ConfigureAwait(false);
                }

                lines.Write(happened);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            lines.WriteEnd("stopped");
            return options.IsOnce ? ExitCode.Incomplete : ExitCode.Done;
        }

        lines.WriteEnd(isRanked ? "ranked" : "nothing to rank");
        return isRanked ? ExitCode.Done : ExitCode.Incomplete;
    }

    private static Task WriteAsync(WatchEvent.Ranked ranked, IModelBackend backend, WatchRequest request) =>
        request.JsonPath is null
            ? Task.CompletedTask
            : RankingJson.WriteAsync(
                request.JsonPath,
                new RankingReport(ranked.Ranking)
                {
                    Options = EstimationDescription.OptionsOf(request.Watch.Estimation),
                    Software = EstimationDescription.SoftwareOf(backend),
                },
                CancellationToken.None);
}
