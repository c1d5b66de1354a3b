using System.Diagnostics;

using BioZooCte.Bridge.Grpc;
using BioZooCte.Bridge.V1;

using Microsoft.Extensions.Logging;

namespace BioZooCte.Bridge.Rankings;

/// <summary>Gives rankings their turn, has them made, and keeps what is finished.</summary>
/// <param name="maker">Makes rankings.</param>
/// <param name="queue">Gives turns.</param>
/// <param name="silence">Takes the turn of a client that is silent.</param>
/// <param name="store">Keeps what is finished.</param>
/// <param name="log">Where it is said that a ranking could not be kept.</param>
internal sealed class RankingRunner(
    IRankingMaker maker, WorkQueue queue, SilenceLimit silence, RankingStore store, ILogger log)
{
    /// <summary>Makes a ranking.</summary>
    /// <param name="work">The ranking.</param>
    /// <param name="feed">Takes its events; the last one is the ranking.</param>
    /// <param name="stop">Ends it at the client's wish: what was finished is the ranking.</param>
    /// <param name="cancellationToken">Ends it; nobody waits for it any more.</param>
    /// <exception cref="OperationCanceledException">One of the tokens asked for it before its turn came.</exception>
    /// <exception cref="RpcException">
    /// Too many wait, or others wait and the client does not send its images.
    /// </exception>
    public async Task RunAsync(
        RankingWork work, EventFeed feed, CancellationToken stop, CancellationToken cancellationToken)
    {
        feed.Add(new RankingEvent
        {
            Accepted = new RankingAccepted { RankingId = work.Id, Models = { work.Models.Select(model => model.Name) } },
        });
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(stop, cancellationToken);
        using Turn turn = await queue.EnterAsync(
            position => feed.Add(new RankingEvent { Queued = new RankingQueued { Position = (uint)position } }),
            end.Token).ConfigureAwait(false);
        using Activity? span = Telemetry.StartRanking(work.Id, work.Images.Length + work.Paths.Length);
        span?.SetTag("biozoocte.models", work.Models.Length);
        V1.Ranking ranking = await silence.RunAsync(
            work,
            turn,
            token => maker.MakeAsync(work, queue.ThreadsOfTurn, feed, stop, token),
            cancellationToken).ConfigureAwait(false);
        span?.SetTag("biozoocte.ranking.is_partial", ranking.IsPartial);
        if (!ranking.IsPartial)
        {
            Keep(work, ranking);
        }

        feed.Add(new RankingEvent { Final = ranking });
    }

    /// <summary>Keeps a ranking; where that fails, the client that waits for it has it all the same.</summary>
    private void Keep(RankingWork work, V1.Ranking ranking)
    {
        try
        {
            store.Add(work.Client, work.Id, ranking);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            log.RankingNotKept(work.Id, exception.Message);
        }
    }
}
