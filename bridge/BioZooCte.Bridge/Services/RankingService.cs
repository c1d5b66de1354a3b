using System.Diagnostics;
using System.Runtime.CompilerServices;

using BioZooCte.Bridge.Grpc;
using BioZooCte.Bridge.Mapping;
using BioZooCte.Bridge.Rankings;
using BioZooCte.Bridge.V1;
using BioZooCte.Files;

using Google.Protobuf.Reflection;

using Microsoft.Extensions.Logging;

namespace BioZooCte.Bridge.Services;

/// <summary>Ranks models on images that clients stream, and on files of the server.</summary>
internal sealed class RankingService
{
    private readonly BridgeParts _parts;
    private readonly ActiveRankings _active;
    private readonly ImagePaths _images;
    private readonly ILogger _log;

    /// <summary>The service.</summary>
    /// <param name="parts">The bridge.</param>
    /// <param name="imageRoots">The folders below which files are ranked.</param>
    /// <param name="log">Where rankings are logged.</param>
    /// <param name="stopping">Asks for the end of what would never end by itself.</param>
    public RankingService(
        BridgeParts parts, AllowedRoots imageRoots, ILogger<RankingService> log, CancellationToken stopping)
    {
        _parts = parts;
        _active = parts.Active;
        _images = new ImagePaths(imageRoots, parts.MostImages);
        _log = log;
        Table = new ServiceTable(RankingServiceReflection.Descriptor.FindTypeByName<ServiceDescriptor>("RankingService"))
            .Duplex<RankModelsRequest, RankModelsResponse>("RankModels", RankModelsAsync)
            .ServerStreaming<RankPathsRequest, RankPathsResponse>("RankPaths", RankPathsAsync)
            .ServerStreaming<WatchRankingRequest, WatchRankingResponse>(
                "WatchRanking", new WatchCalls(parts, _images, log, stopping).WatchAsync)
            .Unary<GetRankingRequest, GetRankingResponse>("GetRanking", GetRankingAsync)
            .Unary<CancelRankingRequest, CancelRankingResponse>("CancelRanking", CancelRankingAsync);
    }

    /// <summary>The handlers.</summary>
    public ServiceTable Table { get; }

    private async Task RankModelsAsync(
        IAsyncEnumerable<RankModelsRequest> requests, IResponseStream<RankModelsResponse> responses, ServerCall call)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(call.CancellationToken);
        IAsyncEnumerator<RankModelsRequest> stream = requests.GetAsyncEnumerator(end.Token);
        await using ConfiguredAsyncDisposable ending = stream.ConfigureAwait(false);
        RankModelsSettings settings = await RequestParts.SettingsAsync(stream, r => r.Settings).ConfigureAwait(false);
        Invalid.If(settings.Images.Count == 0, "settings.images", "is empty; expected the images that will come");
        _images.ThrowIfMany("settings.images", settings.Images.Count);
        RankingWork work = ToWork(settings.Ranking, call);
        using Release memory = _parts.AtEndOfImages();
        using ImageReception reception = new(
            work.Client,
            settings.Images.Select((header, i) => ImageMapper.ToDescription($"settings.images[{i}]", header)),
            _parts.Spool,
            _parts.Ledger);
        work = work with { Images = reception.Images, Silence = () => call.Silence };
        await RunAsync(
            work,
            token => reception.ReceiveAsync(RequestParts.Of(stream, r => (r.Chunk, r.Tile)), token),
            (happened, token) => responses.WriteAsync(new RankModelsResponse { Event = happened }, token),
            end).ConfigureAwait(false);
    }

    private async Task RankPathsAsync(
        RankPathsRequest request, IResponseStream<RankPathsResponse> responses, ServerCall call)
    {
        _images.ThrowIfNoRoots();
        RankingWork work = ToWork(request.Ranking, call, request.Axes) with { Paths = _images.Find(request.Paths) };
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(call.CancellationToken);
        await RunAsync(
            work,
            receive: null,
            (happened, token) => responses.WriteAsync(new RankPathsResponse { Event = happened }, token),
            end).ConfigureAwait(false);
    }

    private Task<GetRankingResponse> GetRankingAsync(GetRankingRequest request, ServerCall call)
    {
        string client = call.Principal!;
        return _active.Has(client, request.RankingId)
            ? throw new RpcException(StatusCode.FailedPrecondition, $"The ranking '{request.RankingId}' is not finished.")
            : Task.FromResult(new GetRankingResponse { Ranking = _parts.Store.Get(client, request.RankingId) });
    }

    private Task<CancelRankingResponse> CancelRankingAsync(CancelRankingRequest request, ServerCall call) =>
        _active.Cancel(call.Principal!, request.RankingId)
            ? Task.FromResult(new CancelRankingResponse())
            : throw RankingStore.NotFound(request.RankingId);

    /// <summary>Receives the images, ranks and writes events, all at the same time; what fails first ends the others.</summary>
    private async Task RunAsync(
        RankingWork work,
        Func<CancellationToken, Task>? receive,
        Func<RankingEvent, CancellationToken, Task> write,
        CancellationTokenSource end)
    {
        long start = Stopwatch.GetTimestamp();
        using CancellationTokenSource stop = new();
        using IDisposable entry = _active.Enter(work, stop);
        EventFeed feed = new(TimeProvider.System);
        _log.RankingAccepted(work.Id, work.Models.Length, work.Images.Length + work.Paths.Length);
        Task receiving = receive is null ? Task.CompletedTask : receive(end.Token);
        Task ranking = RankAsync(work, feed, stop.Token, end.Token);
        Task writing = feed.WriteAsync(
            (happened, token) =>
            {
                if (happened.Final is not null)
                {
                    entry.Dispose(); // whoever has read it finds that the ranking is finished
                }

                return write(happened, token);
            },
            end.Token);
        List<Task> all = [receiving, ranking, writing];
        try
        {
            while (all.Count > 0 && !writing.IsCompletedSuccessfully)
            {
                Task done = await Task.WhenAny(all).ConfigureAwait(false);
                all.Remove(done);
                await done.ConfigureAwait(false);
            }

            await ranking.ConfigureAwait(false);
            _log.RankingEnded(work.Id, Stopwatch.GetElapsedTime(start));
            Telemetry.Rankings.Add(1, new KeyValuePair<string, object?>("outcome", stop.IsCancellationRequested ? "stopped" : "done"));
        }
        catch (Exception exception)
        {
            _log.RankingFailed(work.Id, Stopwatch.GetElapsedTime(start), exception.Message);
            Telemetry.Rankings.Add(1, new KeyValuePair<string, object?>("outcome", "failed"));
            throw;
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
            feed.Complete();
            await Task.WhenAll(receiving, ranking, writing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Telemetry.RankingSeconds.Record(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
    }

    private async Task RankAsync(RankingWork work, EventFeed feed, CancellationToken stop, CancellationToken cancellationToken)
    {
        try
        {
            await _parts.Runner.RunAsync(work, feed, stop, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new RpcException(StatusCode.Cancelled, "The ranking was cancelled before it began.");
        }
        finally
        {
            feed.Complete();
        }
    }

    private RankingWork ToWork(RankingSettings? settings, ServerCall call, string axes = "") => new()
    {
        Client = call.Principal!,
        Settings = settings ?? new RankingSettings(),
        Axes = axes,
        Options = SettingsMapper.ToOptions(settings, axes),
        Models = _parts.Catalog.Find(settings?.Models ?? []),
    };
}
