namespace BioZooCte.Bridge.Rankings;

/// <summary>Makes rankings: in this process, or in another.</summary>
internal interface IRankingMaker
{
    /// <summary>Makes a ranking whose turn has come.</summary>
    /// <param name="work">The ranking.</param>
    /// <param name="threads">Tiles that run at the same time.</param>
    /// <param name="feed">Takes what happens on the way.</param>
    /// <param name="stop">Ends it: what was finished is the ranking, marked partial.</param>
    /// <param name="cancellationToken">Ends it; nobody waits for it any more.</param>
    /// <exception cref="OperationCanceledException">The second token asked for it.</exception>
    Task<V1.Ranking> MakeAsync(
        RankingWork work, int threads, EventFeed feed, CancellationToken stop, CancellationToken cancellationToken);
}
