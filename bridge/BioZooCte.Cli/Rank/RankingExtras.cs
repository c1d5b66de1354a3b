using System.Collections.Immutable;

using BioZooCte.Cli.Predict;
using BioZooCte.Cli.Progress;
using BioZooCte.Errors;
using BioZooCte.Models;
using BioZooCte.Ranking;
using BioZooCte.Reports.Html;

namespace BioZooCte.Cli.Rank;

/// <summary>What needs models to run once more when they are ranked: maps, and pictures for a page.</summary>
/// <param name="backend">What runs networks.</param>
/// <param name="options">How the models were ranked.</param>
/// <param name="request">What is asked for.</param>
/// <param name="progress">Is told how far it is.</param>
internal sealed class RankingExtras(
    IModelBackend backend, EstimationOptions options, RankRequest request, IProgress<WorkProgress> progress)
{
    private readonly List<string> _mapFailures = [];

    /// <summary>The pictures; none where no page is asked for.</summary>
    public ImmutableArray<PictureGroup> Pictures { get; private set; } = [];

    /// <summary>What kept maps from being written.</summary>
    public IReadOnlyList<string> MapFailures => _mapFailures;

    /// <summary>Whether it was stopped before all was done.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>Makes them; of a ranking that was stopped, none.</summary>
    public async Task MakeAsync(ModelRanking ranking, CancellationToken cancellationToken)
    {
        if (ranking.IsPartial)
        {
            return;
        }

        try
        {
            if (request.ReportPath is not null)
            {
                progress.Report(new WorkProgress("pictures", 0));
                Pictures = await new RankingPictures(backend, options)
                    .DrawAsync(ranking, request.Images, cancellationToken).ConfigureAwait(false);
            }

            if (request.MapsFolder is string folder)
            {
                await MapAsync(ranking, folder, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            IsStopped = true;
        }
#pragma warning disable CA1031 // The ranking is finished, and is not lost with its pictures.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _mapFailures.Add($"no more pictures and maps: {exception.Message}");
        }
    }

    private async Task MapAsync(ModelRanking ranking, string folder, CancellationToken cancellationToken)
    {
        ConsistencyMapper mapper = new(backend, options, ranking.Sweep);
        ModelScore[] models = [.. ranking.Models.Where(m => m.Error is null).DistinctBy(m => m.Id)];
        IReadOnlyDictionary<string, string> folders = MapNames.FoldersOf(models.Select(m => m.Id));
        IReadOnlyDictionary<string, string> stems = PredictedNames.Of(request.Images);
        int done = 0;
        foreach (ModelScore model in models)
        {
            string modelFolder = Path.Combine(folder, folders[model.Id]);
            Directory.CreateDirectory(modelFolder);
            foreach (string image in request.Images)
            {
                progress.Report(new WorkProgress(
                    $"maps of {model.Id}", (double)done++ / (models.Length * request.Images.Count)));
                try
                {
                    ConsistencyMap map = await mapper.MapAsync(model.Source, image, cancellationToken).ConfigureAwait(false);
                    map.WriteTiff(Path.Combine(modelFolder, $"{stems[image]}.tif"));
                }
                catch (Exception e) when (e is BioZooCteException or ArgumentException)
                {
                    _mapFailures.Add($"{image}: {e.Message}");
                }
            }
        }
    }
}
