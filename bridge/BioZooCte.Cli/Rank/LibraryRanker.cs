using BioZooCte.Cli.Options;
using BioZooCte.Cli.Progress;
using BioZooCte.Models;
using BioZooCte.Ranking;
using BioZooCte.Reports;
using BioZooCte.Reports.Html;
using BioZooCte.Results;
using BioZooCte.Sqlite;

namespace BioZooCte.Cli.Rank;

/// <summary>Ranks by the library.</summary>
/// <param name="backend">What runs networks.</param>
internal sealed class LibraryRanker(IModelBackend backend)
{
    /// <summary>Ranks; a ranking that is stopped gives what was finished.</summary>
    /// <exception cref="InvalidUsageException">A perturbation is none.</exception>
    public async Task<RankOutcome> RankAsync(
        RankRequest request, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        EstimationOptions options = request.ToEstimation();
        List<string> notes = [];
        using SqliteResults? store = OpenStore(request.Store, notes);
        TransferabilityEstimator estimator = new(backend, options) { Store = store };
        ModelRanking ranking;
        try
        {
            ranking = await estimator
                .RankAsync(request.Scoring.Models, request.Images, new Forward(progress), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (EstimationCanceledException canceled)
        {
            ranking = canceled.Partial;
        }

        RankingReport report = new(ranking)
        {
            Options = EstimationDescription.OptionsOf(options),
            Software = EstimationDescription.SoftwareOf(backend),
        };
        RankingExtras extras = new(backend, options, request, progress);
        await extras.MakeAsync(ranking, cancellationToken).ConfigureAwait(false);
        RankingView view = RankingViews.Of(ranking);
        return new RankOutcome(
            extras.IsStopped ? view with { IsPartial = true } : view,
            path => RankingJson.WriteAsync(path, report, CancellationToken.None),
            path => RankingCsv.WriteAsync(path, report, CancellationToken.None),
            path => RankingHtml.WriteAsync(
                path, RankingPages.Of(report, view, extras.Pictures), CancellationToken.None))
        {
            Notes = [.. notes, .. extras.MapFailures.Select(failure => $"--maps: {failure}")],
        };
    }

    /// <summary>
    /// The store; null for none. One that nobody asked for, in a folder that may not be written to, is done without.
    /// </summary>
    private static SqliteResults? OpenStore(StorePlace place, List<string> notes)
    {
        try
        {
            return place.Path is string path ? SqliteResults.Open(path) : null;
        }
        catch (ResultsStoreException exception) when (!place.IsAsked)
        {
            notes.Add($"results are not kept: {exception.Message} --store FILE keeps them elsewhere.");
            return null;
        }
    }

    private sealed class Forward(IProgress<WorkProgress> progress) : IProgress<EstimationProgress>
    {
        public void Report(EstimationProgress value)
        {
            if (value.ModelIndex < value.ModelCount)
            {
                progress.Report(new WorkProgress(
                    $"{value.ModelIndex + 1} of {value.ModelCount}: {value.Model}", value.Fraction));
            }
        }
    }
}
