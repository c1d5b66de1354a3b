using System.Collections.Immutable;

using BioZooCte.Bridge.Catalog;
using BioZooCte.Bridge.Isolation.Messages;
using BioZooCte.Bridge.Mapping;
using BioZooCte.Bridge.Rankings;
using BioZooCte.Bridge.Spool;
using BioZooCte.Bridge.V1;
using BioZooCte.Models;
using BioZooCte.Sqlite;

namespace BioZooCte.Bridge.Isolation;

/// <summary>Makes one ranking in a child process.</summary>
/// <param name="job">Which.</param>
/// <param name="backend">What runs networks.</param>
internal sealed class ChildRanking(Job job, IModelBackend backend) : IChildJob
{
    /// <inheritdoc/>
    public IEnumerable<ImageHeader> Images => job.Images;

    /// <inheritdoc/>
    public ImageSpool Spool { get; } = new(job.SpoolMemory, job.SpoolFolder);

    /// <inheritdoc/>
    public async Task RunAsync(
        ImmutableArray<SpooledImage> images,
        Func<FromChild, Task> write,
        CancellationToken stop,
        CancellationToken cancellationToken)
    {
        EventFeed feed = new(TimeProvider.System);
        Task writing = feed.WriteAsync((happened, _) => write(new FromChild { Event = happened }), cancellationToken);
        V1.Ranking ranking;
        try
        {
            ranking = await MakeAsync(images, feed, stop, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            feed.Complete();
            await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await write(new FromChild { Ranking = ranking }).ConfigureAwait(false);
    }

    private async Task<V1.Ranking> MakeAsync(
        ImmutableArray<SpooledImage> images, EventFeed feed, CancellationToken stop, CancellationToken cancellationToken)
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
        return await new LocalRankingMaker(backend, () => store)
            .MakeAsync(work, job.Threads, feed, stop, cancellationToken).ConfigureAwait(false);
    }
}
