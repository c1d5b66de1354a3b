using System.Collections.Immutable;

using BioZooCte.Bridge.Catalog;
using BioZooCte.Bridge.Grpc;
using BioZooCte.Bridge.Isolation.Messages;
using BioZooCte.Bridge.Mapping;
using BioZooCte.Bridge.Rankings;
using BioZooCte.Bridge.Spool;
using BioZooCte.Bridge.V1;
using BioZooCte.Models;
using BioZooCte.Sqlite;

namespace BioZooCte.Bridge.Isolation;

/// <summary>The child process of <see cref="IsolatedRankingMaker"/>: makes one ranking and ends.</summary>
internal static class IsolatedChild
{
    /// <summary>Makes the ranking that the input asks for.</summary>
    /// <param name="input">Messages of the bridge; it ends where the bridge has ended.</param>
    /// <param name="output">Messages for it.</param>
    /// <param name="backend">What runs networks.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task RunAsync(
        Stream input, Stream output, IModelBackend backend, CancellationToken cancellationToken)
    {
        if (await DelimitedStream.ReadAsync(input, ToChild.Parser, cancellationToken).ConfigureAwait(false)
            is not { Job: Job job })
        {
            return;
        }

        using CancellationTokenSource stop = new();
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ImageSpool spool = new(job.SpoolMemory, job.SpoolFolder);
        ImmutableArray<SpooledImage> images = [.. job.Images.Select(header =>
        {
            SpooledImageDescription description = ImageMapper.ToDescription("image", header);
            return new SpooledImage(description, spool.Open(description.Bytes));
        })];
        EventFeed feed = new(TimeProvider.System);
        Task writing = feed.WriteAsync(
            (happened, token) => WriteAsync(output, new FromChild { Event = happened }, token), end.Token);
        Task listening = ListenAsync(input, new ImageAssembly(images), stop, end);
        FromChild last = await MakeAsync(job, images, backend, feed, stop.Token, end.Token).ConfigureAwait(false);
        feed.Complete();
        await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await WriteAsync(output, last, CancellationToken.None).ConfigureAwait(false);
        await end.CancelAsync().ConfigureAwait(false);
        _ = listening; // waits for input that nobody needs any more
        foreach (SpooledImage image in images)
        {
            image.Dispose();
        }
    }

    private static async Task<FromChild> MakeAsync(
        Job job,
        ImmutableArray<SpooledImage> images,
        IModelBackend backend,
        EventFeed feed,
        CancellationToken stop,
        CancellationToken cancellationToken)
    {
        try
        {
            RankingWork work = new()
            {
                Client = "",
                Settings = job.Settings,
                Options = SettingsMapper.ToOptions(job.Settings, job.Axes),
                Models = [.. job.Models.Select(model => new CatalogEntry(model.Name, model.Source))],
                Paths = [.. job.Paths],
                Images = images,
                TellsOfKnown = !job.SkipsKnown,
            };
            using SqliteResults? store = job.Store.Length == 0 ? null : SqliteResults.Open(job.Store);
            V1.Ranking ranking = await new LocalRankingMaker(backend, () => store)
                .MakeAsync(work, job.Threads, feed, stop, cancellationToken).ConfigureAwait(false);
            return new FromChild { Ranking = ranking };
        }
        catch (OperationCanceledException)
        {
            return new FromChild
            {
                Failure = new Failure
                {
                    Code = (int)StatusCode.Aborted,
                    Message = "The process that ran the models was asked to end.",
                },
            };
        }
#pragma warning disable CA1031 // Whatever it is, the bridge is told.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            RpcException status = StatusMapper.ToStatus(exception)
                ?? new RpcException(StatusCode.Unknown, exception.ToString());
            return new FromChild { Failure = new Failure { Code = (int)status.Code, Message = status.Message } };
        }
    }

    private static async Task ListenAsync(
        Stream input, ImageAssembly assembly, CancellationTokenSource stop, CancellationTokenSource end)
    {
        try
        {
            while (await DelimitedStream.ReadAsync(input, ToChild.Parser, end.Token).ConfigureAwait(false) is ToChild message)
            {
                if (message.Chunk is ImageChunk chunk)
                {
                    assembly.AddChunk(chunk.Image, chunk.Offset, chunk.Data.Span);
                }
                else if (message.Stop is not null)
                {
                    await stop.CancelAsync().ConfigureAwait(false);
                }
            }
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false); // the bridge has ended, or sends what nobody understands
        }
    }

    private static async Task WriteAsync(Stream output, FromChild message, CancellationToken cancellationToken)
    {
        await DelimitedStream.WriteAsync(output, message, cancellationToken).ConfigureAwait(false);
        await output.FlushAsync(cancellationToken).ConfigureAwait(false);
    }
}
