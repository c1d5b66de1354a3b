namespace BioZooCte.Instances.Flows;

/// <summary>
/// Finds the sinks where many pixels end, and gives the pixels that end there one label. Numbers are those of the
/// method's program: a sink is a peak among 5 neighbours along each axis of more than 10 pixels; it takes in
/// neighbours of more than 2, one further in each of 5 rounds.
/// </summary>
internal static class FlowSinks
{
    private const int PeakReach = 2;
    private const int LeastPeak = 10;
    private const int LeastNeighbour = 2;
    private const int Rounds = 5;

    /// <summary>Labels pixels by where they end.</summary>
    /// <param name="mask">The pixels of objects.</param>
    /// <param name="ends">For each of them the pixel where it ends.</param>
    /// <param name="grid">The lengths.</param>
    /// <param name="labels">Receives the labels; 0 for pixels that end at no sink.</param>
    /// <returns>The number of sinks.</returns>
    public static int Label(bool[] mask, int[] ends, GridSize grid, Span<int> labels)
    {
        int[] ending = new int[grid.Pixels];
        for (int i = 0; i < mask.Length; i++)
        {
            if (mask[i])
            {
                ending[ends[i]]++;
            }
        }

        List<int> peaks = [];
        List<int> window = [];
        for (int i = 0; i < ending.Length; i++)
        {
            if (ending[i] > LeastPeak)
            {
                Collect(i, PeakReach, grid, window);
                if (window.TrueForAll(near => ending[near] <= ending[i]))
                {
                    peaks.Add(i);
                }
            }
        }

        // Where two sinks meet, the greater one has the pixel.
        int[] sinks = new int[grid.Pixels];
        int label = 0;
        foreach (int peak in peaks.OrderBy(p => ending[p]).ThenBy(p => p))
        {
            Spread(peak, ++label, ending, sinks, grid, window);
        }

        for (int i = 0; i < mask.Length; i++)
        {
            labels[i] = mask[i] ? sinks[ends[i]] : 0;
        }

        return label;
    }

    private static void Spread(int peak, int label, int[] ending, int[] sinks, GridSize grid, List<int> window)
    {
        HashSet<int> taken = [peak];
        List<int> front = [peak];
        for (int round = 0; round < Rounds; round++)
        {
            List<int> next = [];
            foreach (int place in front)
            {
                Collect(place, 1, grid, window);
                next.AddRange(window.Where(near => ending[near] > LeastNeighbour && taken.Add(near)));
            }

            front = next;
        }

        foreach (int place in taken)
        {
            sinks[place] = label;
        }
    }

    private static void Collect(int place, int reach, GridSize grid, List<int> window)
    {
        (int row, int x) = Math.DivRem(place, grid.Width);
        (int z, int y) = Math.DivRem(row, grid.Height);
        window.Clear();
        for (int k = Math.Max(0, z - reach); k <= Math.Min(grid.Depth - 1, z + reach); k++)
        {
            for (int j = Math.Max(0, y - reach); j <= Math.Min(grid.Height - 1, y + reach); j++)
            {
                for (int i = Math.Max(0, x - reach); i <= Math.Min(grid.Width - 1, x + reach); i++)
                {
                    window.Add((((k * grid.Height) + j) * grid.Width) + i);
                }
            }
        }
    }
}
