using System.Numerics;

namespace BioZooCte.Instances;

/// <summary>
/// Pixels in the order of their values in a relief, lowest first, equal ones first in, first out; exact for
/// any values. A pixel may come in below those that have left already.
/// </summary>
/// <remarks>
/// Values are spread over 65,536 buckets. One whose values are all equal is a plain list; the others are
/// lists until they are reached, then what they hold goes into one small heap. So a step costs next to
/// nothing on maps of few values, and a little more the more distinct ones there are: n log n at worst.
/// </remarks>
/// <typeparam name="T">The relief's values.</typeparam>
internal sealed class LevelQueue<T>
    where T : unmanaged, INumber<T>
{
    private readonly LevelScale _scale;
    private readonly bool[] _isUniform = new bool[LevelScale.Buckets];
    private readonly int[] _next;
    private readonly int[] _heads = new int[LevelScale.Buckets];
    private readonly int[] _tails = new int[LevelScale.Buckets];
    private readonly bool[] _opened = new bool[LevelScale.Buckets];
    private readonly BucketSet _listed = new();
    private readonly LevelHeap _heap = new();

    /// <summary>A queue for some pixels and their seeds; each may come in once.</summary>
    /// <param name="relief">The values of all pixels.</param>
    /// <param name="pixels">The pixels that may come in.</param>
    /// <param name="seeds">More of them.</param>
    /// <param name="links">One element for each value of the relief, for the queue's use.</param>
    /// <exception cref="ArgumentException">The value of one of them is not a number.</exception>
    public LevelQueue(
        ReadOnlySpan<T> relief, ReadOnlySpan<int> pixels, ReadOnlySpan<int> seeds, int[] links)
    {
        _scale = LevelScale.Of(relief, pixels, seeds);
        _next = links;
        bool[] isSeen = new bool[LevelScale.Buckets];
        double[] values = new double[LevelScale.Buckets];
        Compare(relief, pixels, isSeen, values);
        Compare(relief, seeds, isSeen, values);
    }

    /// <summary>Puts a pixel in.</summary>
    public void Push(ReadOnlySpan<T> relief, int pixel)
    {
        double value = double.CreateTruncating(relief[pixel]);
        int bucket = _scale.BucketOf(value);
        if (_opened[bucket])
        {
            _heap.Push(value, pixel);
            return;
        }

        // Lists end in 0, and hold pixels from 1.
        _next[pixel] = 0;
        if (_heads[bucket] == 0)
        {
            _heads[bucket] = pixel + 1;
            _listed.Add(bucket);
        }
        else
        {
            _next[_tails[bucket] - 1] = pixel + 1;
        }

        _tails[bucket] = pixel + 1;
    }

    /// <summary>Takes the lowest pixel out; false if there is none.</summary>
    public bool TryPop(ReadOnlySpan<T> relief, out int pixel)
    {
        while (!_listed.IsEmpty)
        {
            int bucket = _listed.Least;
            if (!_heap.IsEmpty && _scale.BucketOf(_heap.Lowest) < bucket)
            {
                break;
            }

            if (_isUniform[bucket])
            {
                pixel = TakeHead(bucket);
                return true;
            }

            _opened[bucket] = true;
            while (_heads[bucket] != 0)
            {
                int opened = TakeHead(bucket);
                _heap.Push(double.CreateTruncating(relief[opened]), opened);
            }
        }

        pixel = _heap.IsEmpty ? -1 : _heap.Pop();
        return pixel >= 0;
    }

    /// <summary>Finds the buckets whose values are all equal.</summary>
    private void Compare(ReadOnlySpan<T> relief, ReadOnlySpan<int> pixels, bool[] isSeen, double[] values)
    {
        foreach (int pixel in pixels)
        {
            double value = double.CreateTruncating(relief[pixel]);
            int bucket = _scale.BucketOf(value);
            if (!isSeen[bucket])
            {
                isSeen[bucket] = true;
                _isUniform[bucket] = true;
                values[bucket] = value;
            }

            _isUniform[bucket] &= values[bucket] == value;
        }
    }

    private int TakeHead(int bucket)
    {
        int pixel = _heads[bucket] - 1;
        _heads[bucket] = _next[pixel];
        if (_heads[bucket] == 0)
        {
            _listed.Remove(bucket);
        }

        return pixel;
    }
}
