namespace BioZooCte.Reports.Html;

/// <summary>One plane of numbers, rows from top to bottom.</summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Values">The numbers, row by row.</param>
internal sealed record GrayPlane(int Height, int Width, float[] Values)
{
    /// <summary>Pixels that a picture has at most a side.</summary>
    public const int MaximumSide = 512;

    /// <summary>How many pixels a side become one.</summary>
    public static int FactorFor(int height, int width) =>
        Math.Max(1, (Math.Max(height, width) + MaximumSide - 1) / MaximumSide);

    /// <summary>
    /// The plane with one pixel for each square of <paramref name="factor"/> × <paramref name="factor"/>: the mean of those
    /// of its pixels that there are.
    /// </summary>
    public static GrayPlane Shrink(ReadOnlySpan<float> values, int height, int width, int factor)
    {
        int rows = (height + factor - 1) / factor;
        int columns = (width + factor - 1) / factor;
        double[] sums = new double[rows * columns];
        for (int y = 0; y < height; y++)
        {
            int row = y / factor * columns;
            for (int x = 0; x < width; x++)
            {
                sums[row + (x / factor)] += values[(y * width) + x];
            }
        }

        float[] means = new float[sums.Length];
        for (int i = 0; i < means.Length; i++)
        {
            (int row, int column) = Math.DivRem(i, columns);
            int count = Math.Min(factor, height - (row * factor)) * Math.Min(factor, width - (column * factor));
            means[i] = (float)(sums[i] / count);
        }

        return new GrayPlane(rows, columns, means);
    }
}
