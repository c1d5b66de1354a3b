namespace BioZooCte.Images;

/// <summary>
/// Keeps the bands that were used last, up to so many bytes: neighbouring tiles share them.
/// </summary>
internal sealed class RowBandCache(long budget)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(long Segment, int Band), LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _byUse = new();
    private long _bytes;

    /// <summary>What all bands take at the moment.</summary>
    public long Bytes
    {
        get
        {
            lock (_lock)
            {
                return _bytes;
            }
        }
    }

    /// <summary>A band that is kept, or null.</summary>
    public RowBand? Find(long segment, int band)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue((segment, band), out LinkedListNode<Entry>? node))
            {
                return null;
            }

            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value.Band;
        }
    }

    /// <summary>Keeps a band and lets go of those used longest ago.</summary>
    public void Add(long segment, int band, RowBand rows)
    {
        lock (_lock)
        {
            if (!_entries.TryAdd((segment, band), new LinkedListNode<Entry>(new Entry(segment, band, rows))))
            {
                return;
            }

            _byUse.AddFirst(_entries[(segment, band)]);
            _bytes += rows.Bytes.Length;
            while (_bytes > budget && _byUse.Count > 1)
            {
                Entry oldest = _byUse.Last!.Value;
                _byUse.RemoveLast();
                _entries.Remove((oldest.Segment, oldest.Number));
                _bytes -= oldest.Band.Bytes.Length;
            }
        }
    }

    private sealed record Entry(long Segment, int Number, RowBand Band);
}
