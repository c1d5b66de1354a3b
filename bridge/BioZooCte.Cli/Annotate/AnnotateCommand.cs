using System.Collections.Immutable;
using System.CommandLine;

using BioZooCte.Cli.Rendering;
using BioZooCte.Errors;
using BioZooCte.Models;
using BioZooCte.Packages.Annotation;
using BioZooCte.Reports.Annotation;

namespace BioZooCte.Cli.Annotate;

/// <summary><c>zoocte annotate</c>: writes a ranking's scores into copies of the packages.</summary>
internal static class AnnotateCommand
{
    /// <summary>Examples for the help.</summary>
    public static readonly string[] Examples =
    [
        "zoocte annotate --ranking ranking.json --models zoo --out annotated --dataset-source https://example.org/scans",
        "zoocte annotate --ranking ranking.json --models zoo --out annotated --dataset-id lab/scans"
            + " --dataset-source https://example.org/scans --dataset-role independent --rdf-only",
    ];

    /// <summary>The command.</summary>
    /// <param name="terminal">Where it writes.</param>
    /// <param name="backend">What reads the weights, to tell whether they are those ranked.</param>
    public static Command Create(Terminal terminal, IModelBackend backend)
    {
        Command command = new(
            "annotate",
            "Write the scores of a ranking into copies of the packages, at config.bioimageio.evaluations of their RDFs."
            + " Format 0.5 has that place for them, 0.3 and 0.4 leave it free. All else in an RDF stays as it is, and the"
            + " packages themselves too.");
        AnnotateOptions options = new();
        options.AddTo(command);
        command.SetAction((result, cancellationToken) => Guard.RunAsync(
            terminal, () => RunAsync(terminal, backend, options.Read(result), cancellationToken)));
        return command;
    }

    private static async Task<int> RunAsync(
        Terminal terminal, IModelBackend backend, AnnotateRequest request, CancellationToken cancellationToken)
    {
        ImmutableArray<RankedEvaluation> models =
            await RankingEvaluations.ReadAsync(request.Ranking, request.Dataset, cancellationToken)
                .ConfigureAwait(false);
        RankedPackageFinder finder = new(request.Models, backend, request.Package);
        int width = models.Select(model => model.ModelId.Length).DefaultIfEmpty(0).Max();
        int code = ExitCode.Done;
        int done = 0;
        foreach (RankedEvaluation model in models)
        {
            if (model.Evaluation is null)
            {
                terminal.Output.WriteEntry(model.ModelId, $"left out: {model.ReasonAgainst}", 0, width);
                continue;
            }

            try
            {
                string copy = await CopyAsync(finder, request, model, cancellationToken).ConfigureAwait(false);
                terminal.Output.WriteEntry(model.ModelId, copy, 0, width);
                done++;
            }
            catch (Exception exception) when (
                exception is BioZooCteException or IOException or UnauthorizedAccessException)
            {
                code = Math.Max(code, Guard.Report(terminal, exception));
            }
        }

        terminal.Output.WriteParagraph(
            $"{Words.Count(done, "package")} of {models.Length} written to {request.OutputFolder}.");
        return done == 0 ? Math.Max(code, ExitCode.Incomplete) : code;
    }

    private static async Task<string> CopyAsync(
        RankedPackageFinder finder,
        AnnotateRequest request,
        RankedEvaluation model,
        CancellationToken cancellationToken)
    {
        (string source, PackageEvaluation evaluation) =
            await finder.FindAsync(model, cancellationToken).ConfigureAwait(false);
        string copy = AnnotatedPaths.Of(request.OutputFolder, model.ModelId, source, request.IsRdfOnly);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(copy))!);
        if (request.IsRdfOnly)
        {
            await PackageAnnotator.WriteRdfAsync(source, copy, evaluation, request.Package, cancellationToken)
                .ConfigureAwait(false);
        }
        else
        {
            await PackageAnnotator.CopyAsync(source, copy, evaluation, request.Package, cancellationToken)
                .ConfigureAwait(false);
        }

        return copy;
    }
}
