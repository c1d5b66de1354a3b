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
        for (int start = 0; start < first.Length;)
        {
            ReadOnlySpan<int> run = LabelRuns.At(first[start..]);
            AddRun(run[0], second.Slice(start, run.Length), tally);
            start += run.Length;
        }

        return new ContingencyTable(tally.ToOverlaps());
    }

    /// <summary>
    /// The table over the pixels that have a label in either image and, where the band is left out, no pixel
    /// with another label beside them in the first: 4 or 6 neighbours, none beyond the frame.
    /// </summary>
    public static ContingencyTable OfForeground(
        ReadOnlySpan<int> first, ReadOnlySpan<int> second, GridSize grid, bool withoutBand)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(first.Length, grid.Pixels, nameof(first));
        ArgumentOutOfRangeException.ThrowIfNotEqual(second.Length, grid.Pixels, nameof(second));
        OverlapTally tally = new();
        bool[] inside = new bool[grid.Width];
        for (int row = 0; row < grid.Rows; row++)
        {
            ReadOnlySpan<int> others = second.Slice(row * grid.Width, grid.Width);
            ReadOnlySpan<int> line = first.Slice(row * grid.Width, grid.Width);
            if (withoutBand)
            {
                LabelBand.MarkInside(first, grid, row, inside);
            }

            for (int start = 0; start < line.Length;)
            {
                ReadOnlySpan<int> run = LabelRuns.At(line[start..]);
                ReadOnlySpan<bool> counted = withoutBand ? inside.AsSpan(start, run.Length) : [];
                AddForeground(run[0], others.Slice(start, run.Length), counted, tally);
                start += run.Length;
            }
        }

        return new ContingencyTable(tally.ToOverlaps());
    }

    /// <summary>The table without the pixels that have one of these labels in the first image.</summary>
    public ContingencyTable WithoutFirst(params IReadOnlyCollection<int> labels) =>
        new([.. Overlaps.Where(overlap => !labels.Contains(overlap.First))]);

    private static void AddRun(int label, ReadOnlySpan<int> others, OverlapTally tally)
    {
        for (int start = 0; start < others.Length;)
        {
            ReadOnlySpan<int> run = LabelRuns.At(others[start..]);
            tally.Add(label, run[0], run.Length);
            start += run.Length;
        }
    }

    private static void AddForeground(
        int label, ReadOnlySpan<int> others, ReadOnlySpan<bool> counted, OverlapTally tally)
    {
        for (int start = 0; start < others.Length;)
        {
            ReadOnlySpan<int> run = LabelRuns.At(others[start..]);
            if ((label | run[0]) != 0)
            {
                int pixels = counted.IsEmpty ? run.Length : counted.Slice(start, run.Length).Count(true);
                tally.Add(label, run[0], pixels);
            }

            start += run.Length;
        }
    }

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
