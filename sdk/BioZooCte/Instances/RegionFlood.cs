using System.Numerics;
using System.Runtime.InteropServices;

namespace BioZooCte.Instances;

/// <summary>Floods one connected place from the seeds around it.</summary>
/// <typeparam name="T">The relief's values.</typeparam>
/// <param name="grid">The lengths of relief and labels.</param>
/// <param name="neighbours">Whereto labels grow.</param>
internal sealed class RegionFlood<T>(GridSize grid, PixelNeighbours neighbours)
    where T : unmanaged, INumber<T>
{
    /// <summary>
    /// What the pixels of the place at hand have for a label: a seed may touch other places as well.
    /// </summary>
    public const int Open = int.MinValue;

    private readonly NeighbourOffset[] _offsets = NeighbourOffset.Of(grid, neighbours);
    private readonly LevelHeap _heap = new();
    private readonly List<int> _seeds = [];
    private int[]? _links;

    /// <summary>The pixels above 0 that touch a place, each once, in C order; until the next call.</summary>
    public ReadOnlySpan<int> FindSeeds(ReadOnlySpan<int> place, Span<int> labels)
    {
        _seeds.Clear();
        foreach (int pixel in place)
        {
            int sides = NeighbourOffset.SidesOf(grid, pixel);
            foreach (NeighbourOffset offset in _offsets)
            {
                int neighbour = pixel + offset.Step;
                if ((offset.Blocked & sides) == 0 && labels[neighbour] > 0)
                {
                    // Below 0 it is not found again.
                    labels[neighbour] = -labels[neighbour];
                    _seeds.Add(neighbour);
                }
            }
        }

        Span<int> seeds = CollectionsMarshal.AsSpan(_seeds);
        seeds.Sort();
        foreach (int seed in seeds)
        {
            labels[seed] = -labels[seed];
        }

        return seeds;
    }

    /// <summary>Floods a small place, whose pixels are <see cref="Open"/>.</summary>
    /// <exception cref="ArgumentException">A height is not a number.</exception>
    public void GrowInHeap(ReadOnlySpan<T> relief, ReadOnlySpan<int> seeds, Span<int> labels)
    {
        _heap.Clear();
        foreach (int seed in seeds)
        {
            _heap.Push(HeightAt(relief, seed), seed);
        }

        while (!_heap.IsEmpty)
        {
            int pixel = _heap.Pop();
            int label = labels[pixel];
            int sides = NeighbourOffset.SidesOf(grid, pixel);
            foreach (NeighbourOffset offset in _offsets)
            {
                int neighbour = pixel + offset.Step;
                if ((offset.Blocked & sides) == 0 && labels[neighbour] == Open)
                {
                    labels[neighbour] = label;
                    double height = HeightAt(relief, neighbour);
                    if (HasOpenNeighbour(labels, neighbour))
                    {
                        _heap.Push(height, neighbour);
                    }
                }
            }
        }
    }

    /// <summary>Floods a large place, whose pixels are <see cref="Open"/>.</summary>
    /// <inheritdoc cref="GrowInHeap"/>
    public void GrowInLevels(
        ReadOnlySpan<T> relief, ReadOnlySpan<int> place, ReadOnlySpan<int> seeds, Span<int> labels)
    {
        _links ??= new int[relief.Length];
        LevelQueue<T> queue = new(relief, place, seeds, _links);
        foreach (int seed in seeds)
        {
            queue.Push(relief, seed);
        }

        while (queue.TryPop(relief, out int pixel))
        {
            int label = labels[pixel];
            int sides = NeighbourOffset.SidesOf(grid, pixel);
            foreach (NeighbourOffset offset in _offsets)
            {
                int neighbour = pixel + offset.Step;
                if ((offset.Blocked & sides) == 0 && labels[neighbour] == Open)
                {
                    labels[neighbour] = label;
                    if (HasOpenNeighbour(labels, neighbour))
                    {
                        queue.Push(relief, neighbour);
                    }
                }
            }
        }
    }

    /// <summary>One without has nothing to give, and need not wait for its turn.</summary>
    private bool HasOpenNeighbour(ReadOnlySpan<int> labels, int pixel)
    {
        int sides = NeighbourOffset.SidesOf(grid, pixel);
        foreach (NeighbourOffset offset in _offsets)
        {
            if ((offset.Blocked & sides) == 0 && labels[pixel + offset.Step] == Open)
            {
                return true;
            }
        }

        return false;
    }

    private static double HeightAt(ReadOnlySpan<T> relief, int pixel)
    {
        T height = relief[pixel];
        return T.IsNaN(height) ? throw LevelScale.NotANumber(pixel) : double.CreateTruncating(height);
    }
}
