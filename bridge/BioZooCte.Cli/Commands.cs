using BioZooCte.Cli.Annotate;
using BioZooCte.Cli.Demo;
using BioZooCte.Cli.Demo.Simulation;
using BioZooCte.Cli.Evaluate;
using BioZooCte.Cli.Inspect;
using BioZooCte.Cli.Options;
using BioZooCte.Cli.Predict;
using BioZooCte.Cli.Rank;
using BioZooCte.Cli.Serve;
using BioZooCte.Cli.Statistics;
using BioZooCte.Cli.Store;
using BioZooCte.Cli.Test;
using BioZooCte.Cli.Watch;
using BioZooCte.Cli.Zoo;
using BioZooCte.Models;
using BioZooCte.Packages;
using BioZooCte.Packages.Zoo;

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
        ZooModels zoo = new(LibraryZoo.Open);
        program.Add(
            RankCommand.Create(terminal, async (request, progress, token) =>
            {
                ScoringRequest scoring = await zoo.FetchForAsync(request.Scoring, progress, token).ConfigureAwait(false);
                return await new LibraryRanker(backend, terminal.Warn)
                    .RankAsync(request with { Scoring = scoring }, progress, token).ConfigureAwait(false);
            }),
            RankCommand.Examples);
        program.Add(WatchCommand.Create(terminal, backend, ChildCommand.Line()), WatchCommand.Examples);
        program.Add(
            StatisticsCommand.Create(terminal, new LibrarySurveyor(backend).TakeAsync), StatisticsCommand.Examples);
        program.Add(
            EvaluateCommand.Create(terminal, async (request, progress, token) =>
            {
                ScoringRequest scoring = await zoo.FetchForAsync(request.Scoring, progress, token).ConfigureAwait(false);
                return await new LibraryEvaluator(backend)
                    .EvaluateAsync(request with { Scoring = scoring }, progress, token).ConfigureAwait(false);
            }),
            EvaluateCommand.Examples);
        program.Add(
            PredictCommand.Create(terminal, async (request, token) => await LibraryPredictor
                .OpenAsync(
                    backend,
                    request with { Model = await zoo.FetchAsync(request.Model, token).ConfigureAwait(false) },
                    token)
                .ConfigureAwait(false)),
            PredictCommand.Examples);
        program.Add(
            TestCommand.Create(terminal, async (source, allow, token) => await LibraryTester
                .TestAsync(
                    backend,
                    await zoo.FetchAsync(source, token, ZooContents.WithTests).ConfigureAwait(false),
                    allow,
                    token)
                .ConfigureAwait(false)),
            TestCommand.Examples);
        program.Add(
            InspectCommand.Create(terminal, async (source, allow, token) => await OpenAsync(
                await zoo.FetchAsync(source, token).ConfigureAwait(false), allow, token).ConfigureAwait(false), backend),
            InspectCommand.Examples);
        program.Add(ZooCommand.Create(terminal, LibraryZoo.Open, backend), ZooCommand.Examples);
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
