using System.Collections.Concurrent;

namespace BioZooCte.Bridge.Rankings;

/// <summary>The rankings that run or wait, by their names.</summary>
internal sealed class ActiveRankings
{
    private readonly ConcurrentDictionary<string, (string Client, CancellationTokenSource Stop)> _active =
        new(StringComparer.Ordinal);

    /// <summary>Their number.</summary>
    public int Count => _active.Count;

    /// <summary>Enters a ranking until what is returned is disposed.</summary>
    /// <param name="work">The ranking.</param>
    /// <param name="stop">Cancelled where its client asks for it.</param>
    public IDisposable Enter(RankingWork work, CancellationTokenSource stop)
    {
        _active[work.Id] = (work.Client, stop);
        return new Release(() => _active.TryRemove(work.Id, out _));
    }

    /// <summary>Whether a client's ranking runs or waits.</summary>
    public bool Has(string client, string id) =>
        _active.TryGetValue(id, out (string Client, CancellationTokenSource) found) && found.Client == client;

    /// <summary>Ends a client's ranking.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Cancel(string client, string id)
    {
        if (!_active.TryGetValue(id, out (string Client, CancellationTokenSource Stop) found) || found.Client != client)
        {
            return false;
        }

        try
        {
            found.Stop.Cancel();
            return true;
        }
        catch (ObjectDisposedException)
        {
            return false; // it ended in between
        }
    }
}
