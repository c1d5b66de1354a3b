using BioZooCte.Instances;

namespace BioZooCte.Consistency;

/// <summary>
/// Counts the pairs of pixels that lie together in the instances of two predictions, block by block: each pixel of a
/// block stands for the pairs of which it is the first, so that the blocks' sums are those of the whole image.
/// </summary>
internal sealed class InstanceCounter
{
    private readonly OverlapTally[] _tallies;
    private readonly long[] _instancePixels;

    private InstanceCounter(int blocks)
    {
        _tallies = [.. Enumerable.Range(0, blocks).Select(_ => new OverlapTally())];
        _instancePixels = new long[blocks];
    }

    /// <summary>Adds the pairs of two label images to the counts of their blocks.</summary>
    /// <param name="first">The unperturbed labels, z, y, x in C order.</param>
    /// <param name="second">The perturbed labels.</param>
    /// <param name="grid">Their lengths.</param>
    /// <param name="rows">For each y the block row that it belongs to.</param>
    /// <param name="columns">For each x the block column; ascending.</param>
    /// <param name="width">The number of block columns.</param>
    /// <param name="measures">By the program or by the formula.</param>
    /// <param name="blocks">The counts, in C order.</param>
    public static void Count(
        int[] first,
        int[] second,
        GridSize grid,
        int[] rows,
        int[] columns,
        int width,
        PairMeasures measures,
        Span<PairCounts> blocks)
    {
        InstanceCounter counter = new(blocks.Length);
        bool byFormula = measures.HasFlag(PairMeasures.InstancePairsOfFormula);
        for (int row = 0; row < grid.Rows; row++)
        {
            counter.AddRow(first, second, grid, row, rows[row % grid.Height] * width, columns, withoutBand: !byFormula);
        }

        counter.AddTo(blocks, byFormula);
    }

    private void AddRow(
        int[] first, int[] second, GridSize grid, int row, int firstBlock, int[] columns, bool withoutBand)
    {
        ReadOnlySpan<int> labels = first.AsSpan(row * grid.Width, grid.Width);
        LabelPairRuns runs = withoutBand
            ? new LabelPairRuns(first, second, grid, row)
            : new LabelPairRuns(labels, second.AsSpan(row * grid.Width, grid.Width));
        for (int start = 0; start < columns.Length;)
        {
            int end = start + 1;
            while (end < columns.Length && columns[end] == columns[start])
            {
                end++;
            }

            int block = firstBlock + columns[start];
            runs.AddTo(_tallies[block], withBackground: false, start, end);
            _instancePixels[block] += end - start - labels[start..end].Count(0);
            start = end;
        }
    }

    private void AddTo(Span<PairCounts> blocks, bool byFormula)
    {
        // A pixel makes a pair with itself by the formula alone.
        int itself = byFormula ? 0 : 1;
        LabelOverlap[][] overlaps = [.. _tallies.Select(tally => tally.ToOverlaps().ToArray())];
        InstanceSizes sizes = InstanceSizes.Of(overlaps);
        for (int block = 0; block < blocks.Length; block++)
        {
            double both = 0;
            double inFirst = 0;
            double inSecond = 0;
            foreach (LabelOverlap overlap in overlaps[block])
            {
                (long together, long ofFirst, long ofSecond) = sizes.Around(overlap);
                both += (double)overlap.Pixels * (together - itself);
                inFirst += (double)overlap.Pixels * (ofFirst - itself);
                inSecond += (double)overlap.Pixels * (ofSecond - itself);
            }

            blocks[block] += new PairCounts
            {
                InstancePixels = _instancePixels[block],
                PairsInBoth = both,
                PairsInUnperturbed = inFirst,
                PairsInPerturbed = inSecond,
            };
        }
    }
}
