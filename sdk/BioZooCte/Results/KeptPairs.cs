namespace BioZooCte.Results;

/// <summary>Finds pairs among those that are kept of an image; they are few, and looked for a hundred thousand times.</summary>
internal static class KeptPairs
{
    /// <summary>The place of a pair; −1 where it is not among them.</summary>
    public static int PlaceOf(this IReadOnlyList<StoredCounts> kept, (string Label, int Run) pair)
    {
        int place = kept.Count - 1;
        while (place >= 0 && (kept[place].Run != pair.Run || kept[place].Perturbation != pair.Label))
        {
            place--;
        }

        return place;
    }

    /// <summary>Whether all of several are there.</summary>
    public static bool HasAll(this IReadOnlyList<StoredCounts> kept, ReadOnlySpan<(string Label, int Run)> pairs)
    {
        foreach ((string, int) pair in pairs)
        {
            if (kept.PlaceOf(pair) < 0)
            {
                return false;
            }
        }

        return true;
    }
}
