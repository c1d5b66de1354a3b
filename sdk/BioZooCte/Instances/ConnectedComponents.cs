namespace BioZooCte.Instances;

/// <summary>
/// Pixels that hang together, numbered from 1 in the order of their first pixels; planes and volumes.
/// </summary>
internal static class ConnectedComponents
{
    /// <summary>Numbers the components of a mask.</summary>
    /// <param name="mask">The pixels, z, y, x in C order.</param>
    /// <param name="grid">Its lengths.</param>
    /// <param name="neighbours">What hangs together.</param>
    /// <param name="labels">Receives the number of each pixel's component, 0 outside the mask.</param>
    /// <returns>The number of components.</returns>
    public static int Label(
        ReadOnlySpan<bool> mask, GridSize grid, PixelNeighbours neighbours, Span<int> labels) =>
        Write(ComponentRuns.Of(mask, grid, neighbours), grid, labels);

    /// <summary>
    /// Numbers the components of equal labels: a label in two places makes two. 0 is background.
    /// </summary>
    /// <param name="values">The labels, z, y, x in C order.</param>
    /// <param name="grid">Their lengths.</param>
    /// <param name="neighbours">What hangs together.</param>
    /// <param name="labels">Receives the numbers.</param>
    /// <returns>The number of components.</returns>
    public static int LabelEqual(
        ReadOnlySpan<int> values, GridSize grid, PixelNeighbours neighbours, Span<int> labels) =>
        Write(ComponentRuns.Of(values, grid, neighbours), grid, labels);

    private static int Write(ComponentRuns runs, GridSize grid, Span<int> labels)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(labels.Length, grid.Pixels, nameof(labels));
        for (int row = 0; row < grid.Rows; row++)
        {
            Span<int> line = labels.Slice(row * grid.Width, grid.Width);
            int written = 0;
            for (int run = runs.FirstOf(row); run < runs.FirstOf(row + 1); run++)
            {
                int start = runs.StartOf(run);
                int end = runs.EndOf(run);
                line[written..start].Clear();
                line[start..end].Fill(runs.ComponentOf(run));
                written = end;
            }

            line[written..].Clear();
        }

        return runs.Components;
    }
}
