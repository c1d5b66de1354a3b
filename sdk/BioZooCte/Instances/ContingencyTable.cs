using System.Collections.Immutable;

namespace BioZooCte.Instances;

/// <summary>
/// How many pixels have which label in one image and which in another of the same pixels: the sparse table
/// that all comparisons of labels are made from. Labels are from 0, which is background.
/// </summary>
internal sealed class ContingencyTable
{
    private ContingencyTable(ImmutableArray<LabelOverlap> overlaps)
    {
        Overlaps = overlaps;
        FirstSizes = SizesOf(overlaps, overlap => overlap.First);
        SecondSizes = SizesOf(overlaps, overlap => overlap.Second);
        Pixels = overlaps.Sum(overlap => overlap.Pixels);
    }

    /// <summary>The pairs of labels that occur, by the first label, then by the second.</summary>
    public ImmutableArray<LabelOverlap> Overlaps { get; }

    /// <summary>
    /// The labels of the first image with the pixels that were counted, in ascending order.
    /// </summary>
    public ImmutableArray<LabelSize> FirstSizes { get; }

    /// <summary>The labels of the second image, likewise.</summary>
    public ImmutableArray<LabelSize> SecondSizes { get; }

    /// <summary>All pixels that were counted.</summary>
    public long Pixels { get; }

    /// <summary>The table of two label images.</summary>
    public static ContingencyTable Of(ReadOnlySpan<int> first, ReadOnlySpan<int> second)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(second.Length, first.Length, nameof(second));
        OverlapTally tally = new();
        new LabelPairRuns(first, second).AddTo(tally, withBackground: true);
        return new ContingencyTable(tally.ToOverlaps());
    }

    /// <summary>
    /// The table over the pixels that have a label in either image and, where the band is left out, no pixel
    /// with another label beside them in the first: 4 or 6 neighbours, none beyond the frame. That is where
    /// grey dilation and erosion by a cross are equal.
    /// </summary>
    public static ContingencyTable OfForeground(
        ReadOnlySpan<int> first, ReadOnlySpan<int> second, GridSize grid, bool withoutBand)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(first.Length, grid.Pixels, nameof(first));
        ArgumentOutOfRangeException.ThrowIfNotEqual(second.Length, grid.Pixels, nameof(second));
        OverlapTally tally = new();
        if (!withoutBand)
        {
            new LabelPairRuns(first, second).AddTo(tally, withBackground: false);
        }

        for (int row = 0; withoutBand && row < grid.Rows; row++)
        {
            new LabelPairRuns(first, second, grid, row).AddTo(tally, withBackground: false);
        }

        return new ContingencyTable(tally.ToOverlaps());
    }

    /// <summary>The table without the pixels that have one of these labels in the first image.</summary>
    public ContingencyTable WithoutFirst(params IReadOnlyCollection<int> labels) =>
        new([.. Overlaps.Where(overlap => !labels.Contains(overlap.First))]);

    private static ImmutableArray<LabelSize> SizesOf(
        ImmutableArray<LabelOverlap> overlaps, Func<LabelOverlap, int> label)
    {
        Dictionary<int, long> sizes = [];
        foreach (LabelOverlap overlap in overlaps)
        {
            sizes[label(overlap)] = sizes.GetValueOrDefault(label(overlap)) + overlap.Pixels;
        }

        return [.. sizes.OrderBy(size => size.Key).Select(size => new LabelSize(size.Key, size.Value))];
    }
}
