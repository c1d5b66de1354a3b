using BioZooCte.Cli.Progress;
using BioZooCte.Models;
using BioZooCte.Ranking;
using BioZooCte.Reports;
using BioZooCte.Reports.Html;

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
        TransferabilityEstimator estimator = new(backend, options);
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
            MapFailures = extras.MapFailures,
        };
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
