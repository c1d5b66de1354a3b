using BioZooCte.Consistency;

namespace BioZooCte.Estimation;

/// <summary>
/// The tiles whose pairs are being counted, so that a thread for which no tile is left helps with those of others
/// instead of waiting for the last of them.
/// </summary>
/// <param name="owners">The threads that may still begin a tile.</param>
internal sealed class TilesUnderway(int owners)
{
    private readonly object _lock = new();
    private readonly List<TileUnderway> _tiles = [];
    private int _owners = owners;

    /// <summary>A thread began a tile.</summary>
    public void Add(TileUnderway tile)
    {
        lock (_lock)
        {
            _tiles.Add(tile);
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>No pair of a tile is left to be taken.</summary>
    public void Remove(TileUnderway tile)
    {
        lock (_lock)
        {
            _tiles.Remove(tile);
        }
    }

    /// <summary>A thread begins no tile any more.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            _owners--;
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Waits for a tile with a pair that no thread took; null when there will be none.</summary>
    public TileUnderway? WaitForNext()
    {
        lock (_lock)
        {
            while (true)
            {
                if (_tiles.Find(t => t.HasNext) is TileUnderway tile)
                {
                    return tile;
                }

                if (_owners == 0)
                {
                    return null;
                }

                Monitor.Wait(_lock);
            }
        }
    }
}
