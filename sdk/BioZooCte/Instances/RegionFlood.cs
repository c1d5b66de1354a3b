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
    private readonly LevelQueue<T> _queue = new(grid.Pixels);
    private readonly List<int> _seeds = [];

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

    /// <summary>Floods a place, whose pixels are <see cref="Open"/>.</summary>
    /// <exception cref="ArgumentException">A height is not a number.</exception>
    public void Grow(
        ReadOnlySpan<T> relief, ReadOnlySpan<int> place, ReadOnlySpan<int> seeds, Span<int> labels)
    {
        _queue.Start(relief, place, seeds);
        foreach (int seed in seeds)
        {
            _queue.Push(relief, seed);
        }

        while (_queue.TryPop(relief, out int pixel))
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
                        _queue.Push(relief, neighbour);
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
}
