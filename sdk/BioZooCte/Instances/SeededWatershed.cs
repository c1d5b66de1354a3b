using System.Numerics;

namespace BioZooCte.Instances;

/// <summary>
/// Labels that grow from their seeds over a relief, the lowest pixels first, until they meet.
/// </summary>
/// <remarks>
/// Pixels leave a queue in the order of their value, equal ones first in, first out, seeds first; each gives
/// its label to its neighbours that have none yet, which join the queue. No lines stay between labels, and a
/// place that no seed reaches stays 0. Meyer 1994, doi:10.1016/0165-1684(94)90060-4.
/// </remarks>
internal static class SeededWatershed
{
    /// <summary>Grows the labels.</summary>
    /// <param name="relief">The heights, z, y, x in C order; NaN only where the label is below 0.</param>
    /// <param name="grid">Its lengths.</param>
    /// <param name="neighbours">Whereto labels grow.</param>
    /// <param name="labels">
    /// Above 0 the seeds, 0 what is to be reached, below 0 what is outside; receives the labels, 0 outside.
    /// </param>
    /// <exception cref="ArgumentException">A height inside is not a number.</exception>
    public static void Grow<T>(
        ReadOnlySpan<T> relief, GridSize grid, PixelNeighbours neighbours, Span<int> labels)
        where T : unmanaged, INumber<T>
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(relief.Length, grid.Pixels, nameof(relief));
        ArgumentOutOfRangeException.ThrowIfNotEqual(labels.Length, grid.Pixels, nameof(labels));
        NeighbourOffset[] offsets = NeighbourOffset.Of(grid, neighbours);
        LevelQueue<T> queue = new(relief, labels);
        for (int pixel = 0; pixel < labels.Length; pixel++)
        {
            // A seed's pixel that has all its neighbours already would only pass through the queue.
            if (labels[pixel] > 0 && HasFreeNeighbour(grid, offsets, labels, pixel))
            {
                queue.Push(relief, pixel);
            }
        }

        while (queue.TryPop(relief, out int pixel))
        {
            int label = labels[pixel];
            int sides = NeighbourOffset.SidesOf(grid, pixel);
            foreach (NeighbourOffset offset in offsets)
            {
                int neighbour = pixel + offset.Step;
                if ((offset.Blocked & sides) == 0 && labels[neighbour] == 0)
                {
                    labels[neighbour] = label;
                    queue.Push(relief, neighbour);
                }
            }
        }

        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = Math.Max(0, labels[i]);
        }
    }

    private static bool HasFreeNeighbour(
        GridSize grid, NeighbourOffset[] offsets, ReadOnlySpan<int> labels, int pixel)
    {
        int sides = NeighbourOffset.SidesOf(grid, pixel);
        foreach (NeighbourOffset offset in offsets)
        {
            if ((offset.Blocked & sides) == 0 && labels[pixel + offset.Step] == 0)
            {
                return true;
            }
        }

        return false;
    }
}
