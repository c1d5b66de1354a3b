namespace BioZooCte.Instances;

/// <summary>
/// The band along every change of label, one pixel on either side: where grey dilation and erosion by a cross
/// differ.
/// </summary>
internal static class LabelBand
{
    /// <summary>
    /// Tells the pixels of one row whose neighbours (4 or 6, none beyond the frame) have their label.
    /// </summary>
    /// <param name="labels">The labels, z, y, x in C order.</param>
    /// <param name="grid">Their lengths.</param>
    /// <param name="row">The row, z and y in C order.</param>
    /// <param name="inside">Receives, for each pixel of the row, whether it lies inside.</param>
    public static void MarkInside(ReadOnlySpan<int> labels, GridSize grid, int row, Span<bool> inside)
    {
        int width = grid.Width;
        ReadOnlySpan<int> line = labels.Slice(row * width, width);
        for (int start = 0; start < width;)
        {
            int length = LabelRuns.At(line[start..]).Length;
            inside.Slice(start, length).Fill(true);
            inside[start] = start == 0;
            inside[start + length - 1] &= start + length == width;
            start += length;
        }

        int y = row % grid.Height;
        if (y > 0)
        {
            Exclude(line, labels.Slice((row - 1) * width, width), inside);
        }

        if (y < grid.Height - 1)
        {
            Exclude(line, labels.Slice((row + 1) * width, width), inside);
        }

        if (row >= grid.Height)
        {
            Exclude(line, labels.Slice((row - grid.Height) * width, width), inside);
        }

        if (row + grid.Height < grid.Rows)
        {
            Exclude(line, labels.Slice((row + grid.Height) * width, width), inside);
        }
    }

    private static void Exclude(ReadOnlySpan<int> line, ReadOnlySpan<int> beside, Span<bool> inside)
    {
        for (int i = line.CommonPrefixLength(beside); i < line.Length; i++)
        {
            if (line[i] != beside[i])
            {
                inside[i] = false;
            }
            else
            {
                i += line[i..].CommonPrefixLength(beside[i..]) - 1;
            }
        }
    }
}
