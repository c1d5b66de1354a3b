namespace BioZooCte.Instances;

/// <summary>
/// One seed for each object of a distance map: its highest pixel, where objects are told apart if the way
/// from one peak to the next goes down by some pixels. Near to linear in the pixels.
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
        Span<int> parents = seeds;
        parents.Fill(NotYet);
        foreach (int pixel in Descending(squared))
        {
            Take(squared, offsets, NeighbourOffset.SidesOf(grid, pixel), pixel, prominence, parents);
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

    /// <summary>The pixels above 0, the highest first, equal ones in C order.</summary>
    private static int[] Descending(ReadOnlySpan<int> squared)
    {
        int highest = 0;
        int count = 0;
        foreach (int value in squared)
        {
            highest = Math.Max(highest, value);
            count += value > 0 ? 1 : 0;
        }

        int[] order = new int[count];
        if (highest == LowerEnvelope.Nowhere || highest > 4L * squared.Length)
        {
            return SortDescending(squared, order);
        }

        int[] places = new int[highest + 1];
        foreach (int value in squared)
        {
            places[value]++;
        }

        for (int value = highest, place = 0; value > 0; value--)
        {
            (places[value], place) = (place, place + places[value]);
        }

        for (int pixel = 0; pixel < squared.Length; pixel++)
        {
            if (squared[pixel] > 0)
            {
                order[places[squared[pixel]]++] = pixel;
            }
        }

        return order;
    }

    private static int[] SortDescending(ReadOnlySpan<int> squared, int[] order)
    {
        long[] keys = new long[order.Length];
        int next = 0;
        for (int pixel = 0; pixel < squared.Length; pixel++)
        {
            if (squared[pixel] > 0)
            {
                keys[next] = ((long)-squared[pixel] << 32) + pixel;
                order[next++] = pixel;
            }
        }

        Array.Sort(keys, order);
        return order;
    }
}
