using System.Collections.Immutable;
using System.Diagnostics;

using BioZooCte.Bridge.Mapping;
using BioZooCte.Bridge.V1;
using BioZooCte.Models;
using BioZooCte.Ranking;
using BioZooCte.Reports;

using LibraryPairScore = BioZooCte.Ranking.PairScore;

namespace BioZooCte.Bridge.Rankings;

/// <summary>Makes rankings by the library and tells what happens.</summary>
/// <param name="backend">What runs networks.</param>
/// <param name="queue">Gives turns.</param>
/// <param name="store">Keeps what is finished.</param>
internal sealed class RankingRunner(IModelBackend backend, WorkQueue queue, RankingStore store)
{
    /// <summary>Makes a ranking.</summary>
    /// <param name="work">The ranking.</param>
    /// <param name="feed">Takes its events; the last one is the ranking.</param>
    /// <param name="stop">Ends it at the client's wish: what was finished is the ranking.</param>
    /// <param name="cancellationToken">Ends it; nobody waits for it any more.</param>
    /// <exception cref="OperationCanceledException">One of the tokens asked for it before the first model.</exception>
    public async Task RunAsync(
        RankingWork work, EventFeed feed, CancellationToken stop, CancellationToken cancellationToken)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(stop, cancellationToken);
        feed.Add(new RankingEvent
        {
            Accepted = new RankingAccepted { RankingId = work.Id, Models = { work.Models.Select(model => model.Name) } },
        });
        using IDisposable turn = await queue.EnterAsync(
            position => feed.Add(new RankingEvent { Queued = new RankingQueued { Position = (uint)position } }),
            end.Token).ConfigureAwait(false);
        using Activity? activity = Telemetry.Source.StartActivity("rank");
        activity?.SetTag("biozoocte.models", work.Models.Length);
        RankingMapper mapper = new(work.NameOf);
        EstimationOptions options = work.Options with { Threads = ThreadsOfTurn() };
        TransferabilityEstimator estimator = new(backend, options) { Observer = new Observer(work, feed, mapper) };
        ModelRanking ranking;
        try
        {
            ranking = await RankAsync(estimator, work, new Progress(work, feed), end.Token).ConfigureAwait(false);
        }
        catch (EstimationCanceledException canceled) when (!cancellationToken.IsCancellationRequested)
        {
            ranking = canceled.Partial;
        }

        V1.Ranking final = mapper.ToMessage(new RankingReport(ranking)
        {
            Options = EstimationDescription.OptionsOf(options),
            Software = EstimationDescription.SoftwareOf(backend),
        });
        if (!ranking.IsPartial)
        {
            store.Add(work.Client, work.Id, final);
        }

        feed.Add(new RankingEvent { Final = final });
    }

    private static Task<ModelRanking> RankAsync(
        TransferabilityEstimator estimator, RankingWork work, Progress progress, CancellationToken token)
    {
        IEnumerable<string> models = work.Models.Select(model => model.Source);
        return work.Images.IsEmpty
            ? estimator.RankAsync(models, work.Paths, progress, token)
            : estimator.RankAsync(models, work.Images, progress, token);
    }

    /// <summary>All cores for a ranking alone; its share where others run. No score depends on it.</summary>
    private int ThreadsOfTurn() => queue.Running > 1
        ? Math.Max(1, Environment.ProcessorCount / queue.Concurrent)
        : Environment.ProcessorCount;

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

        public void OnModelFinished(string source, ModelRanking running)
        {
            Ranking.ModelScore? own = running.Models.FirstOrDefault(model => model.Source == source);
            ModelFinished finished = new() { Model = work.NameOf(source), Error = own?.Error ?? "" };
            if (own?.Cte is double cte)
            {
                finished.Cte = cte;
            }

            feed.Add(new RankingEvent { ModelFinished = finished });
            feed.Add(new RankingEvent { Running = mapper.ToMessage(running, withPairs: false) });
        }
    }
}
