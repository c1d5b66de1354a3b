using System.Collections.Immutable;

using BioZooCte.Bridge.Mapping;
using BioZooCte.Bridge.V1;
using BioZooCte.Models;
using BioZooCte.Ranking;
using BioZooCte.Reports;
using BioZooCte.Results;

using LibraryPairScore = BioZooCte.Ranking.PairScore;

namespace BioZooCte.Bridge.Rankings;

/// <summary>Makes rankings by the library, in this process.</summary>
/// <param name="backend">What runs networks.</param>
/// <param name="openStore">
/// Where what models give for files is kept; null where nothing is. Not asked for images that clients stream.
/// </param>
internal sealed class LocalRankingMaker(IModelBackend backend, Func<IResultsStore?> openStore) : IRankingMaker
{
    /// <inheritdoc/>
    public async Task<V1.Ranking> MakeAsync(
        RankingWork work, int threads, EventFeed feed, CancellationToken stop, CancellationToken cancellationToken)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(stop, cancellationToken);
        RankingMapper mapper = new(work.NameOf);
        EstimationOptions options = work.Options with { Threads = threads };
        TransferabilityEstimator estimator = new(backend, options)
        {
            Observer = new Observer(work, feed, mapper),
            Store = work.Paths.IsEmpty ? null : openStore(),
        };
        ModelRanking ranking;
        try
        {
            ranking = await RankAsync(estimator, work, new Progress(work, feed), end.Token).ConfigureAwait(false);
        }
        catch (EstimationCanceledException canceled) when (!cancellationToken.IsCancellationRequested)
        {
            ranking = canceled.Partial;
        }

        return mapper.ToMessage(new RankingReport(ranking)
        {
            Options = EstimationDescription.OptionsOf(options),
            Software = EstimationDescription.SoftwareOf(backend),
        });
    }

    private static Task<ModelRanking> RankAsync(
        TransferabilityEstimator estimator, RankingWork work, Progress progress, CancellationToken token)
    {
        IEnumerable<string> models = work.Models.Select(model => model.Source);
        return work.Images.IsEmpty
            ? estimator.RankAsync(models, work.Paths, progress, token)
            : estimator.RankAsync(models, work.Images, progress, token);
    }

    private sealed class Progress(RankingWork work, EventFeed feed) : IProgress<EstimationProgress>
    {
        public void Report(EstimationProgress value)
        {
            if (value.ModelIndex < value.ModelCount)
            {
                feed.Report(new RankingProgress
                {
                    Model = work.Models[value.ModelIndex].Name,
                    ModelIndex = (uint)value.ModelIndex,
                    ModelCount = (uint)value.ModelCount,
                    ImagesDone = (uint)value.ImagesDone,
                    ImageCount = (uint)value.ImageCount,
                    Fraction = value.Fraction,
                });
            }
        }
    }

    private sealed class Observer(RankingWork work, EventFeed feed, RankingMapper mapper) : IEstimationObserver
    {
        private ModelRanking? _last;

        public void OnImageScored(string source, int image, ImmutableArray<LibraryPairScore> pairs) =>
            feed.Add(new RankingEvent
            {
                ImageScored = new ImageScored
                {
                    Model = work.NameOf(source),
                    Image = (uint)image,
                    Pairs = { pairs.Select(RankingMapper.ToMessage) },
                },
            });

        public void OnImageKnown(string source, int image, ImmutableArray<LibraryPairScore> pairs)
        {
            if (work.TellsOfKnown)
            {
                OnImageScored(source, image, pairs);
            }
        }

        public void OnModelFinished(string source, ModelRanking running)
        {
            Ranking.ModelScore? own = running.Models.FirstOrDefault(model => model.Source == source);
            ModelFinished finished = new() { Model = work.NameOf(source), Error = own?.Error ?? "" };
            if (own?.Cte is double cte)
            {
                finished.Cte = cte;
            }

            feed.Add(new RankingEvent { ModelFinished = finished });
            if (!ReferenceEquals(running, _last))
            {
                _last = running;
                feed.Add(new RankingEvent { Running = mapper.ToMessage(running, withPairs: false) });
            }
        }
    }
}
