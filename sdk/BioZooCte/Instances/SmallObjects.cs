namespace BioZooCte.Instances;

/// <summary>Drops labels of few pixels.</summary>
internal static class SmallObjects
{
    /// <summary>
    /// Sets labels of fewer pixels than asked for to 0, and numbers the others from 1 in the order that they
    /// had.
    /// </summary>
    /// <param name="labels">From 0 (background) to <paramref name="count"/>.</param>
    /// <param name="count">The greatest label.</param>
    /// <param name="leastPixels">The fewest pixels that stay.</param>
    /// <returns>How many labels are left.</returns>
    public static int Remove(Span<int> labels, int count, int leastPixels)
    {
        int[] sizes = new int[count + 1];
        foreach (int label in labels)
        {
            sizes[label]++;
        }

        int kept = 0;
        int[] numbers = new int[count + 1];
        for (int label = 1; label <= count; label++)
        {
            numbers[label] = sizes[label] > 0 && sizes[label] >= leastPixels ? ++kept : 0;
        }

        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = numbers[labels[i]];
        }

        return kept;
    }
}
