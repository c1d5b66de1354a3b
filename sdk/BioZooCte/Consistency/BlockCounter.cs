using BioZooCte.Tensors;

namespace BioZooCte.Consistency;

/// <summary>Reduces two predictions to the counts of each block of the image, in one pass.</summary>
/// <remarks>
/// What lies in one block is added up row by row, as <see cref="PairCounter"/> does it with each row's piece
/// of the block; then the block's counts are added to those that are there. So the sums depend on where tiles
/// and blocks begin, and on nothing else.
/// </remarks>
internal static class BlockCounter
{
    /// <summary>Adds the pixels of a pair to the counts of their blocks.</summary>
    /// <param name="u">The unperturbed prediction: float32, [..., y, x].</param>
    /// <param name="p">The perturbed prediction of the same shape.</param>
    /// <param name="rowBlocks">
    /// The row of blocks of each row of pixels; starts again with each plane where there are more planes than
    /// this covers. A row with a negative one is left out.
    /// </param>
    /// <param name="columnBlocks">The column of blocks of each column of pixels; negative: left out.</param>
    /// <param name="blocksPerRow">The columns of blocks.</param>
    /// <param name="threshold">What foreground is above.</param>
    /// <param name="measures">The sums that are wanted.</param>
    /// <param name="blocks">The counts, row of blocks after row of blocks; added to.</param>
    public static void Count(
        AxisTensor u,
        AxisTensor p,
        ReadOnlySpan<int> rowBlocks,
        ReadOnlySpan<int> columnBlocks,
        int blocksPerRow,
        float threshold,
        PairMeasures measures,
        Span<PairCounts> blocks)
    {
        ReadOnlySpan<float> from = u.AsSpan<float>();
        ReadOnlySpan<float> to = p.AsSpan<float>();
        int columns = columnBlocks.Length;
        Check(u, p, rowBlocks.Length, columns);
        if (from.IsEmpty)
        {
            return;
        }

        int rows = from.Length / columns;
        for (int top = 0; top < rows;)
        {
            int first = top % rowBlocks.Length;
            int height = RunLength(rowBlocks, first);
            for (int left = 0; rowBlocks[first] >= 0 && left < columns;)
            {
                int width = RunLength(columnBlocks, left);
                if (columnBlocks[left] >= 0)
                {
                    PairSums sums = default;
                    for (int row = top; row < top + height; row++)
                    {
                        int start = (row * columns) + left;
                        PairCounter.Add(
                            from.Slice(start, width), to.Slice(start, width), threshold, measures, ref sums);
                    }

                    blocks[(rowBlocks[first] * blocksPerRow) + columnBlocks[left]] += sums.ToCounts();
                }

                left += width;
            }

            top += height;
        }
    }

    private static int RunLength(ReadOnlySpan<int> blocks, int start)
    {
        int end = blocks[start..].IndexOfAnyExcept(blocks[start]);
        return end < 0 ? blocks.Length - start : end;
    }

    private static void Check(AxisTensor u, AxisTensor p, int rows, int columns)
    {
        if (!u.Shape.Equals(p.Shape))
        {
            throw new ArgumentException($"{p.Shape}; expected the other prediction's {u.Shape}.", nameof(p));
        }

        int width = u.Shape.Count == 0 ? 1 : u.Shape[^1].Size;
        if (columns != width || (u.Count > 0 && (rows == 0 || u.Count / columns % rows != 0)))
        {
            throw new ArgumentException(
                $"Blocks of {rows} rows and {columns} columns for {u.Shape}.", nameof(u));
        }
    }
}
