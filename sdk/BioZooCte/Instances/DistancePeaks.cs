namespace BioZooCte.Instances;

/// <summary>
/// One seed for each object of a distance map: its highest pixel, where objects are told apart if the way
/// from one peak to the next goes down by some pixels. As fast as sorting the pixels.
/// </summary>
/// <remarks>
/// Pixels are taken from the highest down; where two peaks' slopes meet, the lower peak is given up unless it
/// stands by <c>prominence</c> above the meeting (dynamics: Grimaud 1992, doi:10.1117/12.60650).
/// </remarks>
internal static class DistancePeaks
{
    private const int NotYet = -1;

    /// <summary>Marks the peaks, from 1 in C order.</summary>
    /// <param name="squared">
    /// Squared distances, as <see cref="DistanceTransform"/> gives them; 0 outside.
    /// </param>
    /// <param name="grid">Their lengths.</param>
    /// <param name="prominence">
    /// How far a peak has to stand above its way to a higher one, in pixels; above 0.
    /// </param>
    /// <param name="seeds">Receives the peaks' numbers, 0 elsewhere.</param>
    /// <returns>The number of peaks.</returns>
    public static int Mark(ReadOnlySpan<int> squared, GridSize grid, double prominence, Span<int> seeds)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(prominence);
        ArgumentOutOfRangeException.ThrowIfNotEqual(squared.Length, grid.Pixels, nameof(squared));
        ArgumentOutOfRangeException.ThrowIfNotEqual(seeds.Length, grid.Pixels, nameof(seeds));
        NeighbourOffset[] offsets = NeighbourOffset.Of(grid, PixelNeighbours.Faces);
        bool[] mask = new bool[squared.Length];
        for (int i = 0; i < mask.Length; i++)
        {
            mask[i] = squared[i] > 0;
        }

        // What does not touch cannot tell of one another, and one by one they are near to each other in memory.
        ComponentRuns runs = ComponentRuns.Of<bool>(mask, grid, PixelNeighbours.Faces);
        RegionPixels regions = new(runs, grid);
        List<int> pixels = [];
        Span<int> parents = seeds;
        parents.Fill(NotYet);
        for (int region = 1; region <= runs.Components; region++)
        {
            regions.CopyTo(region, pixels);
            foreach (long key in Descending(squared, pixels))
            {
                int pixel = (int)(uint)key;
                Take(squared, offsets, NeighbourOffset.SidesOf(grid, pixel), pixel, prominence, parents);
            }
        }

        int peaks = 0;
        for (int pixel = 0; pixel < parents.Length; pixel++)
        {
            seeds[pixel] = parents[pixel] == pixel ? ++peaks : 0;
        }

        return peaks;
    }

    private static void Take(
        ReadOnlySpan<int> squared,
        NeighbourOffset[] offsets,
        int sides,
        int pixel,
        double prominence,
        Span<int> parents)
    {
        int highest = NotYet;
        parents[pixel] = pixel;
        foreach (NeighbourOffset offset in offsets)
        {
            if ((offset.Blocked & sides) != 0 || parents[pixel + offset.Step] == NotYet)
            {
                continue;
            }

            int other = RootOf(parents, pixel + offset.Step);
            if (highest == NotYet)
            {
                highest = other;
            }
            else if (other != highest)
            {
                bool isHigher = IsHigher(squared, other, highest);
                (int upper, int lower) = isHigher ? (other, highest) : (highest, other);
                if (Math.Sqrt(squared[lower]) - Math.Sqrt(squared[pixel]) < prominence)
                {
                    parents[lower] = upper;
                }

                highest = upper;
            }
        }

        if (highest != NotYet)
        {
            parents[pixel] = highest;
        }
    }

    private static bool IsHigher(ReadOnlySpan<int> squared, int one, int other) =>
        squared[one] > squared[other] || (squared[one] == squared[other] && one < other);

    private static int RootOf(Span<int> parents, int pixel)
    {
        while (parents[pixel] != pixel)
        {
            parents[pixel] = parents[parents[pixel]];
            pixel = parents[pixel];
        }

        return pixel;
    }

    /// <summary>Pixels, the highest first, equal ones in C order; the pixel is the lower half of a key.</summary>
    private static long[] Descending(ReadOnlySpan<int> squared, List<int> pixels)
    {
        long[] keys = new long[pixels.Count];
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = ((long)-squared[pixels[i]] << 32) + pixels[i];
        }

        Array.Sort(keys);
        return keys;
    }
}
