namespace BioZooCte.Instances;

/// <summary>
/// The variation of information: what remains unknown of one segmentation to who knows the other, in bits.
/// </summary>
/// <remarks>
/// Conditional entropies over the pixels of a table; 0 is a label like others. From 0 (the same up to the
/// labels' numbers), lower is better; both null for no pixels. Meilă 2007, doi:10.1016/j.jmva.2006.11.013.
/// </remarks>
/// <param name="Splits">H(second | first): what the second divides.</param>
/// <param name="Merges">H(first | second): what the second joins.</param>
internal readonly record struct VariationOfInformation(double? Splits, double? Merges)
{
    /// <summary>The variation of information between the images of a table.</summary>
    public static VariationOfInformation Of(ContingencyTable table)
    {
        if (table.Pixels == 0)
        {
            return new VariationOfInformation(null, null);
        }

        Dictionary<int, long> first = table.FirstSizes.ToDictionary(s => s.Label, s => s.Pixels);
        Dictionary<int, long> second = table.SecondSizes.ToDictionary(s => s.Label, s => s.Pixels);
        double splits = 0;
        double merges = 0;
        foreach (LabelOverlap overlap in table.Overlaps)
        {
            double share = (double)overlap.Pixels / table.Pixels;
            splits += share * Math.Log2((double)first[overlap.First] / overlap.Pixels);
            merges += share * Math.Log2((double)second[overlap.Second] / overlap.Pixels);
        }

        return new VariationOfInformation(splits, merges);
    }
}
