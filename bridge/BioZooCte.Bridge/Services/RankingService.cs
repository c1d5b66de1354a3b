using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.CompilerServices;

using BioZooCte.Bridge.Grpc;
using BioZooCte.Bridge.Mapping;
using BioZooCte.Bridge.Rankings;
using BioZooCte.Bridge.V1;
using BioZooCte.Files;
using BioZooCte.Images;

using Google.Protobuf.Collections;
using Google.Protobuf.Reflection;

using Microsoft.Extensions.Logging;

namespace BioZooCte.Bridge.Services;

/// <summary>Ranks models on images that clients stream, and on files of the server.</summary>
internal sealed class RankingService
{
    private readonly BridgeParts _parts;
    private readonly ActiveRankings _active;
    private readonly AllowedRoots _imageRoots;
    private readonly ILogger _log;

    /// <summary>The service.</summary>
    public RankingService(BridgeParts parts, AllowedRoots imageRoots, ILogger<RankingService> log)
    {
        _parts = parts;
        _active = parts.Active;
        _imageRoots = imageRoots;
        _log = log;
        Table = new ServiceTable(RankingServiceReflection.Descriptor.FindTypeByName<ServiceDescriptor>("RankingService"))
            .Duplex<RankModelsRequest, RankModelsResponse>("RankModels", RankModelsAsync)
            .ServerStreaming<RankPathsRequest, RankPathsResponse>("RankPaths", RankPathsAsync)
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
        ThrowIfMany("settings.images", settings.Images.Count);
        RankingWork work = ToWork(settings.Ranking, call);
        using Release memory = _parts.AtEndOfImages();
        using ImageReception reception = new(
            work.Client,
            settings.Images.Select((header, i) => ImageMapper.ToDescription($"settings.images[{i}]", header)),
            _parts.Spool,
            _parts.Ledger);
        work = work with { Images = reception.Images };
        await RunAsync(
            work,
            token => reception.ReceiveAsync(RequestParts.Of(stream, r => (r.Chunk, r.Tile)), token),
            (happened, token) => responses.WriteAsync(new RankModelsResponse { Event = happened }, token),
            end).ConfigureAwait(false);
    }

    private async Task RankPathsAsync(
        RankPathsRequest request, IResponseStream<RankPathsResponse> responses, ServerCall call)
    {
        if (_imageRoots.Folders.IsEmpty)
        {
            throw new RpcException(
                StatusCode.FailedPrecondition,
                "This server ranks no files of its own; expected one that was started with --image-root.");
        }

        RankingWork work = ToWork(request.Ranking, call, request.Axes) with { Paths = FindImages(request.Paths) };
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

    private ImmutableArray<string> FindImages(RepeatedField<string> paths)
    {
        Invalid.If(paths.Count == 0, "paths", "is empty; expected files or folders below the image roots");
        List<string> images = [];
        foreach (string path in paths)
        {
            string found = FindBelowRoots(path);
            if (!Directory.Exists(found))
            {
                images.Add(found);
                continue;
            }

            IReadOnlyList<string> inFolder = ImageFolder.Find(found);
            Invalid.If(inFolder.Count == 0, "paths", $"has '{path}', a folder without images; expected .tif, .tiff, .png or .npy files");
            images.AddRange(inFolder.Select(FindBelowRoots)); // a link in the folder may lead out
        }

        ThrowIfMany("paths", images.Count);
        return [.. images.Distinct(StringComparer.Ordinal)];
    }

    private void ThrowIfMany(string field, int images)
    {
        if (images > _parts.MostImages)
        {
            throw Exhausted.AsItIs("images", $"{field} are {images} images; expected at most {_parts.MostImages}.");
        }
    }

    private string FindBelowRoots(string path) => (path.Length > 0 ? _imageRoots.Find(path) : null)
        ?? throw new RpcException(StatusCode.NotFound, $"There is no '{path}' below the image roots of this server.");
}
