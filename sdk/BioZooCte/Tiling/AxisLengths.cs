namespace BioZooCte.Tiling;

/// <summary>The lengths that a network takes along one axis: min, min + step, min + 2·step …; only min where step is 0.</summary>
/// <param name="Min">The least length.</param>
/// <param name="Step">The distance of two lengths; 0 for a fixed length.</param>
internal readonly record struct AxisLengths(int Min, int Step)
{
    /// <summary>Whether there is only one length.</summary>
    public bool IsFixed => Step == 0;

    /// <summary>The smallest length that is at least the wanted one; null where a fixed one is shorter.</summary>
    public int? SmallestFrom(int wanted)
    {
        if (wanted <= Min)
        {
            return Min;
        }

        return IsFixed ? null : Min + (int)(((long)wanted - Min + Step - 1) / Step * Step);
    }

    /// <summary>The greatest length that is at most the wanted one; the least where that is greater.</summary>
    public int GreatestUpTo(int wanted) => wanted <= Min || IsFixed ? Min : Min + ((wanted - Min) / Step * Step);
}
