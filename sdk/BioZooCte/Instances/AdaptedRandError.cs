namespace BioZooCte.Instances;

/// <summary>
/// The adapted Rand error: how often two pixels that one segmentation puts together are apart in the other.
/// </summary>
/// <remarks>
/// With S = Σ n² − N over the labels or pairs of labels of N pixels (ordered pairs of pixels, none with
/// itself): 1 − S_both / (α·S_first + (1 − α)·S_second). From 0 (the same up to the labels' numbers) to 1;
/// lower is better. Null where no two pixels are together in either. α weighs the first image, as
/// scikit-image computes it. Arganda-Carreras et al. 2015, doi:10.3389/fnana.2015.00142.
/// </remarks>
/// <param name="Error">The error.</param>
/// <param name="OfFirst">
/// S_both / S_first: the share of the first's pairs that the second keeps; precision.
/// </param>
/// <param name="OfSecond">
/// S_both / S_second: the share of the second's pairs that are in the first; recall.
/// </param>
internal readonly record struct AdaptedRandError(double? Error, double? OfFirst, double? OfSecond)
{
    /// <summary>The error over all pixels of a table; 0 is a label like others.</summary>
    /// <param name="table">The first image is the reference, or the unperturbed.</param>
    /// <param name="alpha">From 0 to 1.</param>
    public static AdaptedRandError Of(ContingencyTable table, double alpha = 0.5) => Of(
        PairsIn(table.Overlaps.Select(overlap => overlap.Pixels)),
        PairsIn(table.FirstSizes.Select(size => size.Pixels)),
        PairsIn(table.SecondSizes.Select(size => size.Pixels)),
        alpha);

    /// <summary>
    /// The error with every background pixel a segment of its own, which belongs to no pair, in each image by
    /// itself.
    /// </summary>
    /// <inheritdoc cref="Of(ContingencyTable, double)"/>
    public static AdaptedRandError OfSingletons(ContingencyTable table, double alpha = 0.5) => Of(
        PairsIn(table.Overlaps.Where(o => o is { First: > 0, Second: > 0 }).Select(o => o.Pixels)),
        PairsIn(table.FirstSizes.Where(size => size.Label > 0).Select(size => size.Pixels)),
        PairsIn(table.SecondSizes.Where(size => size.Label > 0).Select(size => size.Pixels)),
        alpha);

    private static AdaptedRandError Of(long both, long first, long second, double alpha)
    {
        double? share = Share(both, (alpha * first) + ((1 - alpha) * second));
        return new AdaptedRandError(1 - share, Share(both, first), Share(both, second));
    }

    /// <summary>
    /// Ordered pairs within sets of these sizes: whole numbers, below 2⁶³ for up to 2³¹ pixels.
    /// </summary>
    private static long PairsIn(IEnumerable<long> sizes) => sizes.Sum(size => (size * size) - size);

    private static double? Share(double part, double whole) => whole == 0 ? null : part / whole;
}
