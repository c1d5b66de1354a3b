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
/// <param name="warn">Is told at once what the user should know before it is done.</param>
internal sealed class LibraryRanker(IModelBackend backend, Action<string> warn)
{
    /// <summary>Ranks; a ranking that is stopped gives what was finished.</summary>
    /// <exception cref="InvalidUsageException">A perturbation is none.</exception>
    public async Task<RankOutcome> RankAsync(
        RankRequest request, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        EstimationOptions options = request.ToEstimation() with
        {
            Statistics = request.StatisticsPath is string path
                ? await ImageSetStatistics.LoadAsync(path, cancellationToken).ConfigureAwait(false)
                : null,
        };
        using SqliteResults? store = RankingStore.Open(request.Store, warn);
        IReadOnlyList<ModelQuestion> askedBefore = store?.FindQuestions() ?? [];
        TransferabilityEstimator estimator = new(backend, options) { Store = store };
        ModelRanking ranking;
        bool isStopped = false;
        try
        {
            ranking = await estimator
                .RankAsync(request.Scoring.Models, request.Images, new ForwardedProgress(progress), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (EstimationCanceledException canceled)
        {
            ranking = canceled.Partial;
            isStopped = true;
        }

        RankingReport report = new(ranking)
        {
            Options = EstimationDescription.OptionsOf(options),
            Software = EstimationDescription.SoftwareOf(backend),
        };
        RankingExtras extras = new(backend, options, request, progress);
        await extras.MakeAsync(ranking, cancellationToken).ConfigureAwait(false);
        RankingView view = RankingViews.Of(ranking) with
        {
            IsPartial = isStopped || extras.IsStopped,
            Shard = request.Shard is ImageShard shard ? ImageShardWords.Of(shard, request.Images) : null,
        };
        return new RankOutcome(
            view,
            file => RankingJson.WriteAsync(file, report, CancellationToken.None),
            file => RankingCsv.WriteAsync(file, report, CancellationToken.None),
            file => RankingHtml.WriteAsync(
                file, RankingPages.Of(report, view, extras.Pictures), CancellationToken.None))
        {
            Notes =
            [
                .. OtherSoftware.NotesOf(store, askedBefore, ResultsIdentity.OfSoftware(backend)),
                .. extras.MapFailures.Select(failure => $"--maps: {failure}"),
            ],
        };
    }
}
