using System.Collections.Immutable;
using System.CommandLine;

using BioZooCte.Cli.Inputs;
using BioZooCte.Cli.Progress;
using BioZooCte.Images;
using BioZooCte.Models;
using BioZooCte.Packages.Zoo;
using BioZooCte.Tiling;

namespace BioZooCte.Cli.Zoo;

/// <summary><c>zoocte zoo search</c>: which models are there, and can they be run here?</summary>
internal static class ZooSearchCommand
{
    /// <summary>The command.</summary>
    /// <param name="terminal">Where it writes.</param>
    /// <param name="open">Opens the Zoo, with hosts that are allowed.</param>
    /// <param name="backend">What would run the models.</param>
    public static Command Create(
        Terminal terminal, Func<IReadOnlyList<string>, ZooClient> open, IModelBackend backend)
    {
        Command command = new("search", "Search the models of the Zoo by what their RDFs state.");
        ZooSearchOptions options = new();
        options.AddTo(command);
        command.SetAction((result, cancellationToken) => Guard.RunAsync(
            terminal, () => RunAsync(terminal, open, backend, options.Read(result), cancellationToken)));
        return command;
    }

    private static async Task<int> RunAsync(
        Terminal terminal,
        Func<IReadOnlyList<string>, ZooClient> open,
        IModelBackend backend,
        ZooSearchRequest request,
        CancellationToken cancellationToken)
    {
        string? path = request.ImagePath is null ? null : ImageFinder.Find("--image", [request.ImagePath])[0];
        using IImageSource? image = path is null ? null : ImageFile.Open(path, request.ImageAxes);
        using ZooClient zoo = open(request.AllowedHosts);
        ZooIndex index = await zoo.GetIndexAsync(cancellationToken).ConfigureAwait(false);
        if (index.Notice is not null)
        {
            terminal.ErrorText.WriteLine($"zoocte: {index.Notice}");
        }

        IReadOnlyList<ZooModel> models = await ProgressDisplay
            .RunAsync(terminal, progress => zoo.SearchAsync(request.Query, new Forward(progress), cancellationToken))
            .ConfigureAwait(false);
        List<FoundModel> found = [];
        foreach (ZooModel model in models)
        {
            found.Add(await JudgeAsync(model, backend, image, cancellationToken).ConfigureAwait(false));
        }

        FoundModel[] shown =
        [
            .. found.Where(model => !request.IsRunnableOnly || model.ReasonsAgainst.IsEmpty)
                .OrderBy(model => model.ReasonsAgainst.IsEmpty ? 0 : 1),
        ];
        if (request.IsJson)
        {
            ZooJson.Write(terminal.OutputText, shown);
        }
        else
        {
            ZooTable.Write(terminal.Output, shown, found.Count, image is not null);
        }

        return ExitCode.Done;
    }

    private static async Task<FoundModel> JudgeAsync(
        ZooModel model, IModelBackend backend, IImageSource? image, CancellationToken cancellationToken)
    {
        ModelInspection inspection = ModelInspection.OfStated(model, backend);
        ImmutableArray<string> reasons = image is not null
            ? await ImageCompatibility
                .ReasonsAgainstAsync(inspection, image, new ImageSelection(), cancellationToken).ConfigureAwait(false)
            : inspection.ReasonAgainstForeground is string reason
                ? [.. inspection.ReasonsAgainst, reason]
                : inspection.ReasonsAgainst;
        return new FoundModel(model, [.. inspection.Structures.Select(structure => structure.Name)], reasons);
    }

    private sealed class Forward(IProgress<WorkProgress> progress) : IProgress<ZooProgress>
    {
        public void Report(ZooProgress value) => progress.Report(
            new WorkProgress("reading what the models state", (double)value.FilesDone / Math.Max(1, value.FileCount)));
    }
}
