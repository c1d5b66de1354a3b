using System.Numerics;

namespace BioZooCte.Instances;

/// <summary>
/// Pixels in the order of their values in a relief, lowest first, equal ones first in, first out; exact for any
/// values. A pixel may come in below those that have left already.
/// </summary>
/// <remarks>
/// Values are spread over buckets, about as many as there are pixels. One whose values are all equal is a plain
/// list; the others are lists until they are reached, then what they hold goes into one small heap. So a step
/// costs next to nothing on maps of few values, and a little more the more distinct ones share a bucket: n log n
/// at worst.
/// </remarks>
/// <typeparam name="T">The relief's values.</typeparam>
/// <param name="length">The number of pixels of the relief.</param>
internal sealed class LevelQueue<T>(int length)
    where T : unmanaged, INumber<T>
{
    private const int FewestBuckets = 64;

    private readonly int[] _next = new int[length];
    private readonly int[] _heads = new int[BucketSet.Buckets];
    private readonly int[] _tails = new int[BucketSet.Buckets];
    private readonly BucketState[] _states = new BucketState[BucketSet.Buckets];
    private readonly double[] _values = new double[BucketSet.Buckets];
    private readonly BucketSet _listed = new();
    private readonly LevelHeap _heap = new();
    private LevelScale _scale;

    /// <summary>Makes the queue, which has to be empty, ready for some pixels; each may come in once.</summary>
    /// <param name="relief">The values of all pixels.</param>
    /// <param name="pixels">The pixels that may come in.</param>
    /// <param name="seeds">More of them.</param>
    /// <exception cref="ArgumentException">The value of one of them is not a number.</exception>
    public void Start(ReadOnlySpan<T> relief, ReadOnlySpan<int> pixels, ReadOnlySpan<int> seeds)
    {
        uint wanted = BitOperations.RoundUpToPowerOf2((uint)(pixels.Length + seeds.Length));
        int buckets = (int)Math.Clamp(wanted, FewestBuckets, BucketSet.Buckets);
        _scale = LevelScale.Of(relief, pixels, seeds, buckets);
        _heap.Clear();
        Array.Clear(_states, 0, buckets);
        Compare(relief, pixels);
        Compare(relief, seeds);
    }

    /// <summary>Puts a pixel in.</summary>
    public void Push(ReadOnlySpan<T> relief, int pixel)
    {
        double value = double.CreateTruncating(relief[pixel]);
        int bucket = _scale.BucketOf(value);
        if (_states[bucket] == BucketState.Opened)
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

            if (_states[bucket] == BucketState.Uniform)
            {
                pixel = TakeHead(bucket);
                return true;
            }

            _states[bucket] = BucketState.Opened;
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
    private void Compare(ReadOnlySpan<T> relief, ReadOnlySpan<int> pixels)
    {
        foreach (int pixel in pixels)
        {
            double value = double.CreateTruncating(relief[pixel]);
            int bucket = _scale.BucketOf(value);
            if (_states[bucket] == BucketState.Unused)
            {
                _states[bucket] = BucketState.Uniform;
                _values[bucket] = value;
            }
            else if (_values[bucket] != value)
            {
                _states[bucket] = BucketState.Mixed;
            }
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
