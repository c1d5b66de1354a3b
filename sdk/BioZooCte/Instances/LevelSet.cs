using System.Numerics;

namespace BioZooCte.Instances;

/// <summary>
/// A set of level numbers that finds the next one in a few steps: bits, and over each 64 words of bits one
/// word that tells which of them hold any.
/// </summary>
internal sealed class LevelSet
{
    private const int Shift = 6;
    private const int Mask = 63;

    /// <summary>64⁶ numbers are more than there are of int32.</summary>
    private const int MostLayers = 6;

    private readonly ulong[][] _layers = new ulong[MostLayers][];
    private int _depth;

    /// <summary>Makes room for numbers below one; the set has to be empty.</summary>
    public void Start(int levels)
    {
        _depth = 0;
        int words = levels;
        do
        {
            words = (int)(((long)words + Mask) >> Shift);
            if (_layers[_depth] is null || _layers[_depth].Length < words)
            {
                _layers[_depth] = new ulong[words];
            }

            _depth++;
        }
        while (words > 1);
    }

    /// <summary>Adds a number.</summary>
    public void Add(int level)
    {
        foreach (ulong[] layer in _layers.AsSpan(0, _depth))
        {
            int word = level >> Shift;
            ulong before = layer[word];
            layer[word] = before | (1UL << (level & Mask));
            if (before != 0)
            {
                return;
            }

            level = word;
        }
    }

    /// <summary>Takes a number out.</summary>
    public void Remove(int level)
    {
        foreach (ulong[] layer in _layers.AsSpan(0, _depth))
        {
            int word = level >> Shift;
            layer[word] &= ~(1UL << (level & Mask));
            if (layer[word] != 0)
            {
                return;
            }

            level = word;
        }
    }

    /// <summary>
    /// The least number that is not below one; <see cref="int.MaxValue"/> if there is none.
    /// </summary>
    public int NextFrom(int level)
    {
        for (int depth = 0; depth < _depth; depth++)
        {
            int word = level >> Shift;
            if (word >= _layers[depth].Length)
            {
                break;
            }

            ulong left = _layers[depth][word] >> (level & Mask);
            if (left != 0)
            {
                return Descend(depth, level + BitOperations.TrailingZeroCount(left));
            }

            level = word + 1;
        }

        return int.MaxValue;
    }

    private int Descend(int depth, int number)
    {
        while (--depth >= 0)
        {
            number = (number << Shift) | BitOperations.TrailingZeroCount(_layers[depth][number]);
        }

        return number;
    }
}
