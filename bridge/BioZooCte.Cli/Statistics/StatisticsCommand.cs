using System.CommandLine;

using BioZooCte.Cli.Progress;
using BioZooCte.Results;

namespace BioZooCte.Cli.Statistics;

/// <summary><c>zoocte statistics</c>: what shards have to know of the images that they do not see.</summary>
internal static class StatisticsCommand
{
    /// <summary>Examples for the help.</summary>
    public static readonly string[] Examples =
    [
        "zoocte statistics --models zoo --images scans --out statistics.json",
        "zoocte rank --models zoo --images scans --statistics statistics.json --shard 2/5 --store shard-2.sqlite",
    ];

    /// <summary>The command.</summary>
    /// <param name="terminal">Where it writes.</param>
    /// <param name="take">What takes statistics.</param>
    public static Command Create(Terminal terminal, StatisticsTask take)
    {
        Command command = new(
            "statistics",
            "Take the statistics over all images that steps of some models ask for, for shards (zoocte rank --shard), which"
            + " see a part of the images. Give it the models, the images and the options of the ranking.");
        StatisticsOptions options = new();
        options.AddTo(command);
        command.SetAction((result, cancellationToken) => Guard.RunAsync(
            terminal, () => RunAsync(terminal, take, options.Read(result), cancellationToken)));
        return command;
    }

    private static async Task<int> RunAsync(
        Terminal terminal, StatisticsTask take, StatisticsRequest request, CancellationToken cancellationToken)
    {
        ImageSetStatistics statistics = await ProgressDisplay
            .RunAsync(terminal, progress => take(request, progress, cancellationToken))
            .ConfigureAwait(false);
        await statistics.SaveAsync(request.Path, cancellationToken).ConfigureAwait(false);
        StatisticsRenderer.Write(terminal.Output, statistics);
        return statistics.Models.Any(model => model.Error is null) ? ExitCode.Done : ExitCode.Incomplete;
    }
}
