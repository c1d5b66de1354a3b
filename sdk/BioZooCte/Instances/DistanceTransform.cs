namespace BioZooCte.Instances;

/// <summary>
/// How far each pixel of a mask is from the nearest pixel outside it: exact Euclidean distances, linear in
/// the pixels. The frame of the image is no outside.
/// </summary>
internal static class DistanceTransform
{
    /// <summary>
    /// As many neighbouring lines along z are taken at once as stand in a cache line of int32.
    /// </summary>
    private const int LinesAtOnce = 16;

    /// <summary>Computes the squared distances.</summary>
    /// <param name="mask">The pixels, z, y, x in C order.</param>
    /// <param name="grid">Its lengths.</param>
    /// <param name="squared">
    /// Receives the squared distance between the centres of pixels, in pixels: 0 outside the mask;
    /// <see cref="LowerEnvelope.Nowhere"/> everywhere if nothing is outside.
    /// </param>
    public static void Squared(ReadOnlySpan<bool> mask, GridSize grid, Span<int> squared)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(mask.Length, grid.Pixels, nameof(mask));
        ArgumentOutOfRangeException.ThrowIfNotEqual(squared.Length, grid.Pixels, nameof(squared));
        int plane = grid.Height * grid.Width;
        for (int z = 0; z < grid.Depth; z++)
        {
            AlongY(mask.Slice(z * plane, plane), grid.Width, squared.Slice(z * plane, plane));
        }

        LowerEnvelope envelope = new(Math.Max(grid.Width, grid.Depth));
        for (int row = 0; row < grid.Rows; row++)
        {
            envelope.Apply(squared.Slice(row * grid.Width, grid.Width));
        }

        if (grid.Depth > 1)
        {
            AlongZ(grid, envelope, squared);
        }
    }

    /// <summary>Counts down each column from the last pixel outside, then back up, and squares.</summary>
    private static void AlongY(ReadOnlySpan<bool> mask, int width, Span<int> distances)
    {
        for (int i = 0; i < mask.Length; i++)
        {
            distances[i] = !mask[i] ? 0 : i < width ? LowerEnvelope.Nowhere : OneMore(distances[i - width]);
        }

        for (int i = mask.Length - width - 1; i >= 0; i--)
        {
            distances[i] = Math.Min(distances[i], OneMore(distances[i + width]));
        }

        for (int i = 0; i < mask.Length; i++)
        {
            long square = (long)distances[i] * distances[i];
            distances[i] = distances[i] == LowerEnvelope.Nowhere
                ? LowerEnvelope.Nowhere
                : (int)Math.Min(LowerEnvelope.Nowhere - 1, square);
        }
    }

    private static int OneMore(int distance) => distance == LowerEnvelope.Nowhere ? distance : distance + 1;

    private static void AlongZ(GridSize grid, LowerEnvelope envelope, Span<int> squared)
    {
        int plane = grid.Height * grid.Width;
        int[] lines = new int[LinesAtOnce * grid.Depth];
        for (int first = 0; first < plane; first += LinesAtOnce)
        {
            int count = Math.Min(LinesAtOnce, plane - first);
            for (int z = 0; z < grid.Depth; z++)
            {
                ReadOnlySpan<int> part = squared.Slice((z * plane) + first, count);
                for (int i = 0; i < count; i++)
                {
                    lines[(i * grid.Depth) + z] = part[i];
                }
            }

            for (int i = 0; i < count; i++)
            {
                envelope.Apply(lines.AsSpan(i * grid.Depth, grid.Depth));
            }

            for (int z = 0; z < grid.Depth; z++)
            {
                Span<int> part = squared.Slice((z * plane) + first, count);
                for (int i = 0; i < count; i++)
                {
                    part[i] = lines[(i * grid.Depth) + z];
                }
            }
        }
    }
}
