using System.Collections.Immutable;
using System.Diagnostics;

using BioZooCte.Bridge.Grpc;
using BioZooCte.Bridge.Mapping;
using BioZooCte.Bridge.Rankings;
using BioZooCte.Bridge.V1;
using BioZooCte.Bridge.Watching;
using BioZooCte.Results;

using Microsoft.Extensions.Logging;

namespace BioZooCte.Bridge.Services;

/// <summary>Watches folders of the server for clients, each until its client ends the call.</summary>
/// <param name="parts">The bridge.</param>
/// <param name="images">Finds what clients name.</param>
/// <param name="log">Where watches are logged.</param>
/// <param name="stopping">Ends all of them.</param>
internal sealed class WatchCalls(BridgeParts parts, ImagePaths images, ILogger log, CancellationToken stopping)
{
    private const double ShortestInterval = 0.1;
    private const double LongestInterval = 86_400;

    /// <summary>Watches a folder.</summary>
    public async Task WatchAsync(
        WatchRankingRequest request, IResponseStream<WatchRankingResponse> responses, ServerCall call)
    {
        images.ThrowIfNoRoots();
        string folder = images.FindFolder("image_folder", request.ImageFolder);
        RankingSettings settings = request.Ranking ?? new RankingSettings();
        RankingWork work = new()
        {
            Client = call.Principal!,
            Settings = settings,
            Axes = request.Axes,
            Options = SettingsMapper.ToOptions(settings, request.Axes),
            Models = [],
        };
        TimeSpan? interval = IntervalOf(request);
        WatchOptions options = new()
        {
            ModelFolders = ModelsOf(settings),
            ImageFolder = folder,
            TakesImage = images.IsBelowRoots,
            Estimation = work.Options,
        };
        options = interval is TimeSpan one ? options with { Interval = one, Quiet = one } : options;
        RankingWatch watch = new(work, options, parts.Catalog, parts.Queue)
        {
            Backend = parts.Backend,
            Store = Store(),
            Apart = parts.Apart,
            ThrowIfMany = count => images.ThrowIfMany("image_folder", count),
        };
        await RunAsync(watch, work.Id, folder, responses, call).ConfigureAwait(false);
    }

    private async Task RunAsync(
        RankingWatch watch, string id, string folder, IResponseStream<WatchRankingResponse> responses, ServerCall call)
    {
        log.WatchBegan(id, folder);
        long start = Stopwatch.GetTimestamp();
        string reason = "the client ended it";
        using CancellationTokenSource end =
            CancellationTokenSource.CreateLinkedTokenSource(call.CancellationToken, stopping);
        try
        {
            await watch.RunAsync(responses.WriteAsync, end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!call.CancellationToken.IsCancellationRequested && end.IsCancellationRequested)
        {
            reason = "The server is ending.";
            throw new RpcException(StatusCode.Unavailable, reason);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            reason = exception.Message;
            throw new RpcException(StatusCode.FailedPrecondition, reason);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            reason = exception.Message;
            throw;
        }
        finally
        {
            log.WatchEnded(id, Stopwatch.GetElapsedTime(start), reason);
        }
    }

    /// <summary>Where models come from: named ones stay where they are, of all others may come.</summary>
    private ImmutableArray<string> ModelsOf(RankingSettings settings) => settings.Models.Count == 0
        ? [.. parts.Catalog.RequireRoots()]
        : [.. parts.Catalog.Find(settings.Models).Select(model => model.Source)];

    private IResultsStore Store() => parts.Results.Open() ?? throw new RpcException(
        StatusCode.FailedPrecondition,
        $"This server keeps no results ({parts.Results.Reason}); expected one that does, for else all would be run again"
            + " with each new image.");

    private static TimeSpan? IntervalOf(WatchRankingRequest request)
    {
        if (!request.HasIntervalSeconds)
        {
            return null;
        }

        Invalid.If(
            request.IntervalSeconds is not (>= ShortestInterval and <= LongestInterval),
            "interval_seconds",
            $"is {request.IntervalSeconds}; expected {ShortestInterval} to {LongestInterval}");
        return TimeSpan.FromSeconds(request.IntervalSeconds);
    }
}
