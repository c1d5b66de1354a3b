using System.Collections.Immutable;

namespace BioZooCte.Instances;

/// <summary>Counts pixels by their pair of labels, in open addressing: what is kept is what occurs.</summary>
internal sealed class OverlapTally
{
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    private ulong[] _keys = new ulong[256];
    private long[] _pixels = new long[256];
    private int _shift = 64 - 8;
    private int _count;
    private int _latest;

    /// <summary>Adds pixels of one pair of labels.</summary>
    public void Add(int first, int second, long pixels)
    {
        if (pixels == 0)
        {
            return;
        }

        ulong key = ((ulong)(uint)first << 32) | (uint)second;
        if (_keys[_latest] != key || _pixels[_latest] == 0)
        {
            if (2 * _count >= _keys.Length)
            {
                Grow();
            }

            _latest = PlaceOf(key);
            if (_pixels[_latest] == 0)
            {
                _keys[_latest] = key;
                _count++;
            }
        }

        _pixels[_latest] += pixels;
    }

    /// <summary>The pairs that occurred, by the first label, then by the second.</summary>
    public ImmutableArray<LabelOverlap> ToOverlaps()
    {
        LabelOverlap[] overlaps = new LabelOverlap[_count];
        int next = 0;
        for (int place = 0; place < _keys.Length; place++)
        {
            if (_pixels[place] != 0)
            {
                overlaps[next++] = new LabelOverlap(
                    (int)(_keys[place] >> 32), (int)(uint)_keys[place], _pixels[place]);
            }
        }

        Array.Sort(overlaps, (a, b) => (a.First, a.Second).CompareTo((b.First, b.Second)));
        return [.. overlaps];
    }

    private int PlaceOf(ulong key)
    {
        int place = (int)((key * Multiplier) >> _shift);
        while (_pixels[place] != 0 && _keys[place] != key)
        {
            place = (place + 1) & (_keys.Length - 1);
        }

        return place;
    }

    private void Grow()
    {
        ulong[] keys = _keys;
        long[] pixels = _pixels;
        _keys = new ulong[2 * keys.Length];
        _pixels = new long[2 * keys.Length];
        _shift--;
        for (int place = 0; place < keys.Length; place++)
        {
            if (pixels[place] != 0)
            {
                int moved = PlaceOf(keys[place]);
                _keys[moved] = keys[place];
                _pixels[moved] = pixels[place];
            }
        }
    }
}
