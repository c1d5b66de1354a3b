namespace BioZooCte.Instances;

/// <summary>Equal labels beside one another.</summary>
internal static class LabelRuns
{
    /// <summary>The pixels from the first on that have its label; only of a span that has any.</summary>
    public static ReadOnlySpan<int> At(ReadOnlySpan<int> labels)
    {
        // Noise has short runs, where a search by vectors costs more than it saves.
        if (labels.Length > 1 && labels[1] != labels[0])
        {
            return labels[..1];
        }

        int length = labels.IndexOfAnyExcept(labels[0]);
        return length < 0 ? labels : labels[..length];
    }
}
