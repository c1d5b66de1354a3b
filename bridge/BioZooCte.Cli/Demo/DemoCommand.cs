using System.CommandLine;

using BioZooCte.Cli.Demo.Simulation;
using BioZooCte.Cli.Inputs;
using BioZooCte.Cli.Progress;

namespace BioZooCte.Cli.Demo;

/// <summary><c>zoocte demo</c>: rankings of simulated images beside the truth.</summary>
internal static class DemoCommand
{
    /// <summary>Examples for the help.</summary>
    public static readonly string[] Examples =
    [
        "zoocte demo",
        "zoocte demo --seed 7 --save simulated",
    ];

    /// <summary>The command.</summary>
    /// <param name="terminal">Where it writes.</param>
    /// <param name="plan">What is simulated.</param>
    /// <param name="rankerOf">Who ranks, with so many threads.</param>
    public static Command Create(Terminal terminal, SimulationPlan plan, Func<int, IConditionRanker> rankerOf)
    {
        Command command = new(
            "demo",
            "Rank four bundled models on simulated microscopy, and compare each ranking with the truth.");
        DemoOptions options = new();
        options.AddTo(command);
        command.SetAction((result, cancellationToken) => Guard.RunAsync(
            terminal, () => RunAsync(terminal, plan, rankerOf, options.Read(result), cancellationToken)));
        return command;
    }

    private static async Task<int> RunAsync(
        Terminal terminal,
        SimulationPlan plan,
        Func<int, IConditionRanker> rankerOf,
        DemoRequest request,
        CancellationToken cancellationToken)
    {
        DemoRun run = new(plan, request.Seed, rankerOf(request.Threads));
        if (request.SaveFolder is string folder)
        {
            SimulationFiles.Write(plan, request.Seed, OutputPaths.MakeFolder("--save", folder));
        }

        DemoReport.WriteOpening(terminal.Output, plan, request.Seed);
        List<ConditionOutcome> outcomes = [];
        foreach (SimulationCondition condition in plan.Conditions)
        {
            ConditionOutcome outcome = await ProgressDisplay
                .RunAsync(terminal, progress => run.RunAsync(condition, progress, cancellationToken))
                .ConfigureAwait(false);
            DemoReport.Write(terminal.Output, outcome);
            outcomes.Add(outcome);
        }

        DemoReport.WriteClosing(terminal.Output, outcomes);
        return outcomes.All(o => o.Best is not null) ? ExitCode.Done : ExitCode.Incomplete;
    }
}
