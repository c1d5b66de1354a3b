namespace BioZooCte.Instances.Flows;

/// <summary>Flows that pixels follow, step by step.</summary>
/// <param name="flows">Pixels a step along [z,] y, x; each z, y, x in C order.</param>
/// <param name="axes">2 in a plane, 3 in a volume.</param>
/// <param name="grid">The lengths.</param>
internal sealed class FlowField(float[] flows, int axes, GridSize grid)
{
    /// <summary>Euler steps of one pixel at the most, as in the method's program.</summary>
    public const int Steps = 200;

    private const int PixelsBetweenLooks = 1 << 12;

    /// <summary>
    /// For each pixel of a mask the pixel that it ends in: where it is after the last step, rounded down.
    /// </summary>
    public int[] EndsOf(bool[] mask, CancellationToken cancellationToken)
    {
        int[] ends = new int[mask.Length];
        for (int i = 0; i < mask.Length; i++)
        {
            if (i % PixelsBetweenLooks == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (mask[i])
            {
                ends[i] = axes == 2 ? EndInPlane(i) : EndInVolume(i);
            }
        }

        return ends;
    }

    private int EndInPlane(int start)
    {
        (int startY, int startX) = Math.DivRem(start, grid.Width);
        float y = startY;
        float x = startX;
        for (int step = 0; step < Steps; step++)
        {
            float flowY = InPlane(0, y, x);
            float flowX = InPlane(grid.Pixels, y, x);
            if (flowY == 0 && flowX == 0)
            {
                break;
            }

            y = Math.Clamp(y + flowY, 0, grid.Height - 1);
            x = Math.Clamp(x + flowX, 0, grid.Width - 1);
        }

        return ((int)y * grid.Width) + (int)x;
    }

    private int EndInVolume(int start)
    {
        (int row, int startX) = Math.DivRem(start, grid.Width);
        (int startZ, int startY) = Math.DivRem(row, grid.Height);
        (float z, float y, float x) = (startZ, startY, startX);
        for (int step = 0; step < Steps; step++)
        {
            float flowZ = InVolume(0, z, y, x);
            float flowY = InVolume(grid.Pixels, z, y, x);
            float flowX = InVolume(2 * grid.Pixels, z, y, x);
            if (flowZ == 0 && flowY == 0 && flowX == 0)
            {
                break;
            }

            z = Math.Clamp(z + flowZ, 0, grid.Depth - 1);
            y = Math.Clamp(y + flowY, 0, grid.Height - 1);
            x = Math.Clamp(x + flowX, 0, grid.Width - 1);
        }

        return ((((int)z * grid.Height) + (int)y) * grid.Width) + (int)x;
    }

    private float InVolume(int map, float z, float y, float x)
    {
        int low = (int)z;
        int high = Math.Min(low + 1, grid.Depth - 1);
        int plane = grid.Height * grid.Width;
        float below = InPlane(map + (low * plane), y, x);
        return high == low ? below : below + ((z - low) * (InPlane(map + (high * plane), y, x) - below));
    }

    private float InPlane(int map, float y, float x)
    {
        int top = (int)y;
        int left = (int)x;
        int here = map + (top * grid.Width) + left;
        int down = top + 1 < grid.Height ? grid.Width : 0;
        int right = left + 1 < grid.Width ? 1 : 0;
        float shareX = x - left;
        float above = flows[here] + (shareX * (flows[here + right] - flows[here]));
        float below = flows[here + down] + (shareX * (flows[here + down + right] - flows[here + down]));
        return above + ((y - top) * (below - above));
    }
}
