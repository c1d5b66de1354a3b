using System.Diagnostics;
using System.Threading.Channels;

using BioZooCte.Bridge.Catalog;
using BioZooCte.Bridge.Isolation;
using BioZooCte.Bridge.Mapping;
using BioZooCte.Bridge.Rankings;
using BioZooCte.Bridge.V1;
using BioZooCte.Models;
using BioZooCte.Results;

namespace BioZooCte.Bridge.Watching;

/// <summary>
/// A client's watch of a folder: it looks for what is new without a turn, and waits for one whenever there is something
/// to rank.
/// </summary>
/// <param name="work">How models are ranked.</param>
/// <param name="options">What is watched.</param>
/// <param name="catalog">Knows models by their names.</param>
/// <param name="queue">Gives turns.</param>
internal sealed class RankingWatch(RankingWork work, WatchOptions options, ModelCatalog catalog, WorkQueue queue)
{
    private readonly Channel<WatchRankingResponse> _events =
        Channel.CreateUnbounded<WatchRankingResponse>(new UnboundedChannelOptions { SingleReader = true });

    private readonly HashSet<string> _images = new(StringComparer.Ordinal);
    private int _threads;

    /// <summary>What runs networks.</summary>
    public required IModelBackend Backend { get; init; }

    /// <summary>Where what models give is kept.</summary>
    public required IResultsStore Store { get; init; }

    /// <summary>Runs models in processes of their own; null where they run in this one.</summary>
    public required IsolatedRankingMaker? Apart { get; init; }

    /// <summary>Throws where there are more images than a ranking may have.</summary>
    public required Action<int> ThrowIfMany { get; init; }

    /// <summary>Watches until the token asks for the end. Called once.</summary>
    /// <param name="write">Tells the client what happens.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="OperationCanceledException">The token asked for it.</exception>
    public async Task RunAsync(
        Func<WatchRankingResponse, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task watching = WatchAsync(end.Token);
        try
        {
            await foreach (WatchRankingResponse happened in _events.Reader.ReadAllAsync(end.Token).ConfigureAwait(false))
            {
                await write(happened, end.Token).ConfigureAwait(false);
            }
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
            await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await watching.ConfigureAwait(false);
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        try
        {
            Add(new WatchRankingResponse { Begun = new WatchBegun { ImageFolder = options.ImageFolder } });
            WatchMapper mapper = new(catalog.NameOf, options.Estimation, Backend);
            WatchOptions inTurns = options with { InTurn = RankInTurnAsync, RunApart = Apart is null ? null : RunApartAsync };
            await foreach (WatchEvent happened in new RankingWatcher(Backend, Store, inTurns)
                .WatchAsync(cancellationToken).ConfigureAwait(false))
            {
                Count(happened);
                Add(mapper.ToMessage(happened));
            }
        }
        finally
        {
            _events.Writer.TryComplete();
        }
    }

    private void Add(WatchRankingResponse happened) => _events.Writer.TryWrite(happened);

    private void Count(WatchEvent happened)
    {
        if (happened is WatchEvent.ImageFound found && _images.Add(found.Source))
        {
            ThrowIfMany(_images.Count);
        }
        else if (happened is WatchEvent.ImageGone gone)
        {
            _images.Remove(gone.Source);
        }
    }

    private async Task RankInTurnAsync(Func<int, Task> rank, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        using Turn turn = await queue.EnterAsync(
            position => Add(new WatchRankingResponse { Queued = new RankingQueued { Position = (uint)position } }),
            cancellationToken).ConfigureAwait(false);
        using Activity? span = Telemetry.StartRanking(work.Id, _images.Count);
        string outcome = "failed";
        try
        {
            _threads = queue.ThreadsOfTurn;
            await rank(_threads).ConfigureAwait(false);
            outcome = "done";
        }
        finally
        {
            Telemetry.Rankings.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
            Telemetry.RankingSeconds.Record(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
    }

    private Task<ApartEnd?> RunApartAsync(
        string model, IReadOnlyList<string> images, CancellationToken cancellationToken)
    {
        string name = catalog.NameOf(model);
        return Apart!.MeasureAsync(
            work with { Models = [new CatalogEntry(name, model)], Paths = [.. images] },
            _threads,
            scored => Add(WatchMapper.ToMessage(name, images[(int)scored.Image], scored.Pairs)),
            cancellationToken);
    }
}
