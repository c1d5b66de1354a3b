using System.Numerics;
using System.Numerics.Tensors;

namespace BioZooCte.Instances;

/// <summary>
/// Labels that grow from their seeds over a relief, the lowest pixels first, until they meet.
/// </summary>
/// <remarks>
/// Pixels leave a queue in the order of their value, equal ones first in, first out, seeds first; each gives
/// its label to its neighbours that have none yet, which join the queue. No lines stay between labels, and a
/// place that no seed reaches stays 0. Meyer 1994, doi:10.1016/0165-1684(94)90060-4. Places that are to be
/// reached and do not touch cannot tell of one another, so each is flooded by itself: the same labels, near
/// to each other in memory.
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
    /// <exception cref="ArgumentException">A height that a label can reach is not a number.</exception>
    public static void Grow<T>(
        ReadOnlySpan<T> relief, GridSize grid, PixelNeighbours neighbours, Span<int> labels)
        where T : unmanaged, INumber<T>
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(relief.Length, grid.Pixels, nameof(relief));
        ArgumentOutOfRangeException.ThrowIfNotEqual(labels.Length, grid.Pixels, nameof(labels));
        ComponentRuns runs = ComponentRuns.OfBackground<int>(labels, grid, neighbours);
        RegionPixels regions = new(runs, grid);
        RegionFlood<T> flood = new(grid, neighbours);
        for (int region = 1; region <= runs.Components; region++)
        {
            flood.Flood(relief, regions, region, labels);
        }

        TensorPrimitives.Max(labels, 0, labels);
    }
}
