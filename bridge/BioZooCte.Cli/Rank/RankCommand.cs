using System.CommandLine;

using BioZooCte.Cli.Progress;

namespace BioZooCte.Cli.Rank;

/// <summary><c>zoocte rank</c>: which of these models suits these images?</summary>
internal static class RankCommand
{
    /// <summary>Examples for the help.</summary>
    public static readonly string[] Examples =
    [
        "zoocte rank --models zoo --images scans",
        "zoocte rank --models zoo --images 'run1/**/*.tif' --image-channel DAPI --json ranking.json",
        "zoocte rank --models a.zip b.zip --images stack.tif --planes middle --metric nhd",
        "zoocte rank --models zoo --images scans --report ranking.html --maps maps",
        "zoocte rank --models zoo --images scans --shard 2/5 --store shard-2.sqlite",
        "zoocte rank --models zoo --images scans --perturbation noise:0.1 gamma:1.5 --runs 3 --seed 7",
    ];

    /// <summary>The command.</summary>
    /// <param name="terminal">Where it writes.</param>
    /// <param name="rank">What ranks.</param>
    public static Command Create(Terminal terminal, RankTask rank)
    {
        Command command = new(
            "rank",
            "Rank models by how well they suit images, without labels: a model that fits an image keeps its answer"
            + " when the image is changed a little.");
        RankOptions options = new();
        options.AddTo(command);
        command.SetAction((result, cancellationToken) => Guard.RunAsync(
            terminal, () => RunAsync(terminal, rank, options.Read(result), cancellationToken)));
        return command;
    }

    private static async Task<int> RunAsync(
        Terminal terminal, RankTask rank, RankRequest request, CancellationToken cancellationToken)
    {
        RankOutcome outcome = await ProgressDisplay
            .RunAsync(terminal, progress => rank(request, progress, cancellationToken))
            .ConfigureAwait(false);
        Exception?[] failures =
        [
            await TryWriteAsync(outcome.WriteJson, request.JsonPath).ConfigureAwait(false),
            await TryWriteAsync(outcome.WriteCsv, request.CsvPath).ConfigureAwait(false),
            await TryWriteAsync(outcome.WriteHtml, request.ReportPath).ConfigureAwait(false),
        ];
        RankingRenderer.Write(terminal.Output, outcome.View);
        foreach (string note in outcome.Notes)
        {
            terminal.ErrorText.WriteLine($"zoocte: {note}");
        }

        int[] codes = [.. failures.OfType<Exception>().Select(failure => Guard.Report(terminal, failure))];
        if (codes.Length > 0)
        {
            return codes.Max();
        }

        // What a shard found of its images, if only that they are damaged, is kept: it has done its part.
        bool isComplete = !outcome.View.IsPartial
            && (outcome.View.Shard is not null || outcome.View.Models.Any(m => m.Score is not null));
        return isComplete ? ExitCode.Done : ExitCode.Incomplete;
    }

    /// <summary>Writes a file; where that fails, what else there is to show is not lost with it.</summary>
    private static async Task<Exception?> TryWriteAsync(Func<string, Task> write, string? path)
    {
        try
        {
            await (path is null ? Task.CompletedTask : write(path)).ConfigureAwait(false);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception;
        }
    }
}
