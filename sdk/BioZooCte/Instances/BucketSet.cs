using System.Numerics;

namespace BioZooCte.Instances;

/// <summary>A set of bucket numbers that tells its least one in three steps, whatever it holds.</summary>
internal sealed class BucketSet
{
    /// <summary>Numbers are below this.</summary>
    public const int Buckets = 1 << 16;

    private const int Shift = 6;
    private const int Mask = 63;

    private readonly ulong[] _words = new ulong[Buckets >> Shift];
    private readonly ulong[] _groups = new ulong[Buckets >> (2 * Shift)];
    private ulong _top;

    /// <summary>Whether it holds nothing.</summary>
    public bool IsEmpty => _top == 0;

    /// <summary>The least number; only if it holds any.</summary>
    public int Least
    {
        get
        {
            int group = BitOperations.TrailingZeroCount(_top);
            int word = (group << Shift) | BitOperations.TrailingZeroCount(_groups[group]);
            return (word << Shift) | BitOperations.TrailingZeroCount(_words[word]);
        }
    }

    /// <summary>Adds a number that may be there already.</summary>
    public void Add(int bucket)
    {
        int word = bucket >> Shift;
        int group = word >> Shift;
        _words[word] |= 1UL << (bucket & Mask);
        _groups[group] |= 1UL << (word & Mask);
        _top |= 1UL << group;
    }

    /// <summary>Takes a number out.</summary>
    public void Remove(int bucket)
    {
        int word = bucket >> Shift;
        int group = word >> Shift;
        _words[word] &= ~(1UL << (bucket & Mask));
        if (_words[word] == 0)
        {
            _groups[group] &= ~(1UL << (word & Mask));
        }

        if (_groups[group] == 0)
        {
            _top &= ~(1UL << group);
        }
    }
}
