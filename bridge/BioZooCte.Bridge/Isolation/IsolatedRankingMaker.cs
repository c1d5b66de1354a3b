using BioZooCte.Bridge.Grpc;
using BioZooCte.Bridge.Isolation.Messages;
using BioZooCte.Bridge.Mapping;
using BioZooCte.Bridge.Rankings;
using BioZooCte.Bridge.Spool;
using BioZooCte.Bridge.V1;
using BioZooCte.Results;

namespace BioZooCte.Bridge.Isolation;

/// <summary>
/// Makes each ranking in a child process of its own: a model that ends the runtime ends one ranking, not the bridge.
/// </summary>
/// <param name="child">How the child is started: the program and its arguments.</param>
/// <param name="spool">Where images lie; the child's lie in one like it.</param>
/// <param name="openStore">Where what models give for files is kept, which the child opens too; null where nothing is.</param>
internal sealed class IsolatedRankingMaker(
    IReadOnlyList<string> child, ImageSpool spool, Func<IResultsStore?> openStore) : IRankingMaker
{
    /// <inheritdoc/>
    public async Task<V1.Ranking> MakeAsync(
        RankingWork work, int threads, EventFeed feed, CancellationToken stop, CancellationToken cancellationToken)
    {
        try
        {
            return await RunAsync(work, threads, feed, stop, cancellationToken).ConfigureAwait(false);
        }
        catch (ChildEndedException exception)
        {
            throw new RpcException(StatusCode.Aborted, exception.Message);
        }
    }

    /// <summary>Has a child measure a model by itself, and keep what it finds.</summary>
    /// <param name="work">The model, and the files.</param>
    /// <param name="threads">Tiles that run at the same time.</param>
    /// <param name="tell">Takes each image that was not known.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>How the child ended where a fault ended it or it was killed; null where it ended as it should.</returns>
    /// <exception cref="RpcException">It could not do it, or ended for a reason that is not the model's.</exception>
    public async Task<ApartEnd?> MeasureAsync(
        RankingWork work, int threads, Action<ImageScored> tell, CancellationToken cancellationToken)
    {
        RankingSettings settings = work.Settings.Clone();
        settings.Estimator = ""; // one that compares models needs several
        RankingWork alone = work with { Settings = settings, TellsOfKnown = false };
        EventFeed feed = new(TimeProvider.System);
        Task telling = feed.WriteAsync(
            (happened, _) =>
            {
                if (happened.ImageScored is ImageScored scored)
                {
                    tell(scored);
                }

                return Task.CompletedTask;
            },
            CancellationToken.None);
        try
        {
            await RunAsync(alone, threads, feed, CancellationToken.None, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (ChildEndedException exception) when (exception.IsKilled)
        {
            return new ApartEnd($"the process that ran it was killed (memory may have run out): {exception.End}")
            {
                IsKilled = true,
            };
        }
        catch (ChildEndedException exception)
        {
            return exception.IsFault
                ? new ApartEnd($"it ended the process that ran it ({exception.End})")
                : throw new RpcException(StatusCode.Aborted, exception.Message);
        }
        finally
        {
            feed.Complete();
            await telling.ConfigureAwait(false);
        }
    }

    private async Task<V1.Ranking> RunAsync(
        RankingWork work, int threads, EventFeed feed, CancellationToken stop, CancellationToken cancellationToken)
    {
        using ChildProcess process = ChildProcess.Start(child);
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using CancellationTokenRegistration killing = cancellationToken.UnsafeRegister(_ => process.Kill(), null);
        Task sending = SendAsync(process, work, threads, end.Token);
        using CancellationTokenRegistration stopping = stop.UnsafeRegister(
            _ => _ = process.SendAsync(new ToChild { Stop = new Stop() }, CancellationToken.None), null);
        try
        {
            return await ReceiveAsync(process, feed, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
            process.Kill();
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task<V1.Ranking> ReceiveAsync(
        ChildProcess process, EventFeed feed, CancellationToken cancellationToken)
    {
        string model = "";
        while (await process.ReadAsync(cancellationToken).ConfigureAwait(false) is FromChild message)
        {
            switch (message.ContentCase)
            {
                case FromChild.ContentOneofCase.Ranking:
                    return message.Ranking;
                case FromChild.ContentOneofCase.Failure:
                    throw new RpcException((StatusCode)message.Failure.Code, message.Failure.Message);
                case FromChild.ContentOneofCase.Event when message.Event.Progress is RankingProgress progress:
                    model = progress.Model;
                    feed.Report(progress);
                    break;
                case FromChild.ContentOneofCase.Event:
                    feed.Add(message.Event);
                    break;
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        throw await process.EndAsync(model).ConfigureAwait(false);
    }

    /// <summary>Sends the ranking, and its images as they arrive.</summary>
    private async Task SendAsync(
        ChildProcess process, RankingWork work, int threads, CancellationToken cancellationToken)
    {
        Job job = new()
        {
            Settings = work.Settings,
            Axes = work.Axes,
            Models = { work.Models.Select(model => new JobModel { Name = model.Name, Source = model.Source }) },
            Paths = { work.Paths },
            Images = { work.Images.Select(image => ImageMapper.ToHeader(image.Description)) },
            Threads = threads,
            SpoolMemory = spool.MemoryBudget,
            SpoolFolder = spool.Folder,
            Store = work.Paths.IsEmpty ? "" : openStore()?.Location ?? "",
            SkipsKnown = !work.TellsOfKnown,
        };
        await process.SendAsync(new ToChild { Job = job }, cancellationToken).ConfigureAwait(false);
        for (int i = 0; i < work.Images.Length; i++)
        {
            await ImageSender.SendAsync(process, i, work.Images[i], cancellationToken).ConfigureAwait(false);
        }
    }
}
