using System.CommandLine;

using BioZooCte.Cli.Progress;
using BioZooCte.Cli.Rendering;
using BioZooCte.Evaluation.Targets;
using BioZooCte.Reports;
using BioZooCte.Reports.Html;

namespace BioZooCte.Cli.Evaluate;

/// <summary><c>zoocte evaluate</c>: how right are the rankings where labels exist?</summary>
internal static class EvaluateCommand
{
    /// <summary>Examples for the help.</summary>
    public static readonly string[] Examples =
    [
        "zoocte evaluate --models zoo --images scans --labels labels",
        "zoocte evaluate --models zoo --targets targets --leave-own-out --json evaluation.json",
        "zoocte evaluate --models zoo --images scans --labels labels --metric nhd --perturbation gamma:1.5",
    ];

    /// <summary>The command.</summary>
    /// <param name="terminal">Where it writes.</param>
    /// <param name="evaluate">What evaluates.</param>
    public static Command Create(Terminal terminal, EvaluateTask evaluate)
    {
        Command command = new(
            "evaluate",
            "Rank models on labelled images as if they had no labels, measure them against the labels, and say how well"
            + " the one agrees with the other.");
        EvaluateOptions options = new();
        options.AddTo(command);
        command.SetAction((result, cancellationToken) => Guard.RunAsync(
            terminal, () => RunAsync(terminal, evaluate, options.Read(result), cancellationToken)));
        return command;
    }

    private static async Task<int> RunAsync(
        Terminal terminal, EvaluateTask evaluate, EvaluateRequest request, CancellationToken cancellationToken)
    {
        IReadOnlyList<TargetEvaluation> targets = await ProgressDisplay
            .RunAsync(terminal, progress => evaluate(request, progress, cancellationToken)).ConfigureAwait(false);
        bool isPartial = targets.Count < request.Targets.Count;
        EvaluationRenderer.Write(terminal.Output, targets);
        if (isPartial)
        {
            terminal.Output.WriteParagraph($"Stopped early: {targets.Count} of {request.Targets.Count} targets.");
        }

        if (request.JsonPath is string json)
        {
            await EvaluationJson.WriteAsync(json, targets, isPartial, CancellationToken.None).ConfigureAwait(false);
        }

        if (request.ReportPath is string report)
        {
            await EvaluationHtml.WriteAsync(report, targets, CancellationToken.None).ConfigureAwait(false);
        }

        bool isComplete = targets.All(t => t.Models.Any(m => m.PerformanceBy(t.Performance) is not null));
        return isComplete && !isPartial ? ExitCode.Done : ExitCode.Incomplete;
    }
}
