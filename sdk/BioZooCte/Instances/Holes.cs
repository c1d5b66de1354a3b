namespace BioZooCte.Instances;

/// <summary>Closes holes in labels.</summary>
internal static class Holes
{
    private const int Open = -1;

    /// <summary>
    /// Gives background that is enclosed by one label, and only one, to that label. Background hangs together
    /// across faces (4 or 6 neighbours); what reaches the frame of the image, or lies between labels, stays
    /// as it is.
    /// </summary>
    /// <param name="labels">0 is background; z, y, x in C order.</param>
    /// <param name="grid">Their lengths.</param>
    public static void Fill(Span<int> labels, GridSize grid)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(labels.Length, grid.Pixels, nameof(labels));
        bool[] background = new bool[labels.Length];
        for (int i = 0; i < labels.Length; i++)
        {
            background[i] = labels[i] == 0;
        }

        int[] parts = new int[labels.Length];
        int count = ConnectedComponents.Label(background, grid, PixelNeighbours.Faces, parts);
        int[] enclosing = EnclosingLabels(labels, grid, parts, count);
        for (int i = 0; i < labels.Length; i++)
        {
            if (parts[i] > 0 && enclosing[parts[i]] > 0)
            {
                labels[i] = enclosing[parts[i]];
            }
        }
    }

    /// <summary>For each part of the background the label that encloses it, or −1.</summary>
    private static int[] EnclosingLabels(ReadOnlySpan<int> labels, GridSize grid, int[] parts, int count)
    {
        NeighbourOffset[] offsets = NeighbourOffset.Of(grid, PixelNeighbours.Faces);
        int[] enclosing = new int[count + 1];
        for (int i = 0; i < labels.Length; i++)
        {
            int part = parts[i];
            if (part == 0 || enclosing[part] == Open)
            {
                continue;
            }

            int sides = NeighbourOffset.SidesOf(grid, i);
            foreach (NeighbourOffset offset in offsets)
            {
                int label = (offset.Blocked & sides) != 0 ? Open : labels[i + offset.Step];
                enclosing[part] = label == 0 ? enclosing[part]
                    : enclosing[part] == 0 || enclosing[part] == label ? label
                    : Open;
            }
        }

        return enclosing;
    }
}
