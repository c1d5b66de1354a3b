using BioZooCte.Cli.Annotate;
using BioZooCte.Cli.Demo;
using BioZooCte.Cli.Demo.Simulation;
using BioZooCte.Cli.Evaluate;
using BioZooCte.Cli.Inspect;
using BioZooCte.Cli.Predict;
using BioZooCte.Cli.Rank;
using BioZooCte.Cli.Serve;
using BioZooCte.Cli.Statistics;
using BioZooCte.Cli.Store;
using BioZooCte.Cli.Test;
using BioZooCte.Cli.Watch;
using BioZooCte.Models;
using BioZooCte.Packages;

namespace BioZooCte.Cli;

/// <summary>The program with its commands on the library.</summary>
internal static class Commands
{
    /// <summary>The program.</summary>
    /// <param name="terminal">Where it writes.</param>
    /// <param name="backend">What runs networks.</param>
    public static ZoocteCommand Create(Terminal terminal, IModelBackend backend)
    {
        ZoocteCommand program = new(terminal);
        program.Add(RankCommand.Create(terminal, new LibraryRanker(backend).RankAsync), RankCommand.Examples);
        program.Add(WatchCommand.Create(terminal, backend), WatchCommand.Examples);
        program.Add(
            StatisticsCommand.Create(terminal, new LibrarySurveyor(backend).TakeAsync), StatisticsCommand.Examples);
        program.Add(
            EvaluateCommand.Create(terminal, new LibraryEvaluator(backend).EvaluateAsync),
            EvaluateCommand.Examples);
        program.Add(
            PredictCommand.Create(
                terminal, (request, token) => LibraryPredictor.OpenAsync(backend, request, token)),
            PredictCommand.Examples);
        program.Add(
            TestCommand.Create(terminal, (source, allow, token) => LibraryTester.TestAsync(backend, source, allow, token)),
            TestCommand.Examples);
        program.Add(InspectCommand.Create(terminal, OpenAsync, backend), InspectCommand.Examples);
        program.Add(AnnotateCommand.Create(terminal, backend), AnnotateCommand.Examples);
        program.Add(StoreCommand.Create(terminal, backend), StoreCommand.Examples);
        program.Add(MergeCommand.Create(terminal), MergeCommand.Examples);
        program.Add(ServeCommand.Create(terminal, backend), ServeCommand.Examples);
        program.Add(ChildCommand.Create(terminal, backend), []);
        program.Add(
            DemoCommand.Create(
                terminal,
                SimulationPlan.Bundled(),
                threads => new EstimatorRanker(backend, DemoZoo.Packages(), threads)),
            DemoCommand.Examples);
        return program;
    }

    private static Task<ModelPackage> OpenAsync(
        string source, bool allowHashMismatch, CancellationToken cancellationToken) =>
        ModelPackageReader.OpenAsync(
            source, new PackageOptions { AllowHashMismatch = allowHashMismatch }, cancellationToken);
}
