namespace BioZooCte.Instances;

/// <summary>
/// The foreground-restricted Rand score V^Rand of two segmentations into instances: how far pixels that are
/// together in one are together in the other.
/// </summary>
/// <remarks>
/// Over the union of both foregrounds, every background pixel in it a segment of its own. From 0 to 1 (the
/// same up to the labels' numbers); higher is more alike. Talks and Kreshuk 2025, arXiv:2503.00450, eq. 6,
/// and the program published with it, which departs from it.
/// </remarks>
/// <param name="Score">The score; null where it is not defined.</param>
/// <param name="OfFirst">The share of the first's pairs of pixels that the second keeps.</param>
/// <param name="OfSecond">The share of the second's pairs of pixels that are in the first.</param>
/// <param name="Pixels">How many pixels were compared.</param>
internal readonly record struct ForegroundRandScore(
    double? Score, double? OfFirst, double? OfSecond, long Pixels)
{
    /// <summary>
    /// As the published program computes it: pairs of a pixel with itself are left out, and with the band the
    /// pixels beside a change of label in the first image. Null where the first image is empty, or no two
    /// pixels are left together in either.
    /// </summary>
    /// <param name="first">The unperturbed labels, z, y, x in C order.</param>
    /// <param name="second">The perturbed labels.</param>
    /// <param name="grid">Their lengths.</param>
    /// <param name="alpha">The weight of the first image, from 0 to 1.</param>
    /// <param name="withoutBand">Whether the band is left out.</param>
    /// <param name="singletons">
    /// Whether a background pixel is a segment of its own; else background is one segment.
    /// </param>
    public static ForegroundRandScore Program(
        ReadOnlySpan<int> first,
        ReadOnlySpan<int> second,
        GridSize grid,
        double alpha = 0.5,
        bool withoutBand = true,
        bool singletons = true)
    {
        ContingencyTable table = ContingencyTable.OfForeground(first, second, grid, withoutBand);
        if (!first.ContainsAnyExcept(0))
        {
            return new ForegroundRandScore(null, null, null, table.Pixels);
        }

        AdaptedRandError error = singletons
            ? AdaptedRandError.OfSingletons(table, alpha)
            : AdaptedRandError.Of(table, alpha);
        return new ForegroundRandScore(1 - error.Error, error.OfFirst, error.OfSecond, table.Pixels);
    }

    /// <summary>
    /// By the paper's formula: Σ n² over pairs of segments / (α·Σ n² over the second's + (1 − α)·Σ n² over
    /// the first's). Null where neither image has a label.
    /// </summary>
    /// <param name="first">The unperturbed labels.</param>
    /// <param name="second">The perturbed labels, of the same pixels.</param>
    /// <param name="alpha">The weight of the second image, from 0 to 1.</param>
    public static ForegroundRandScore Paper(
        ReadOnlySpan<int> first, ReadOnlySpan<int> second, double alpha = 0.5)
    {
        GridSize row = new(1, 1, first.Length);
        ContingencyTable table = ContingencyTable.OfForeground(first, second, row, withoutBand: false);
        if (table.Pixels == 0)
        {
            return new ForegroundRandScore(null, null, null, 0);
        }

        double both = 0;
        foreach (LabelOverlap overlap in table.Overlaps)
        {
            both += overlap is { First: > 0, Second: > 0 } ? Square(overlap.Pixels) : overlap.Pixels;
        }

        double ofFirst = table.FirstSizes.Sum(size => size.Label > 0 ? Square(size.Pixels) : size.Pixels);
        double ofSecond = table.SecondSizes.Sum(size => size.Label > 0 ? Square(size.Pixels) : size.Pixels);
        return new ForegroundRandScore(
            both / ((alpha * ofSecond) + ((1 - alpha) * ofFirst)),
            both / ofFirst,
            both / ofSecond,
            table.Pixels);
    }

    private static double Square(long pixels) => (double)pixels * pixels;
}
