using BioZooCte.Instances;

namespace BioZooCte.Tests.Instances;

/// <summary>Small images written as text, and random ones.</summary>
internal static class TestImages
{
    /// <summary>Labels from rows of digits; any other character is 0.</summary>
    public static (int[] Labels, GridSize Grid) Labels(params string[] rows) => (
        [.. rows.SelectMany(row => row).Select(c => char.IsAsciiDigit(c) ? c - '0' : 0)],
        new GridSize(1, rows.Length, rows[0].Length));

    /// <summary>A mask of which a share is true.</summary>
    public static bool[] Mask(GridSize grid, double share, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, grid.Pixels).Select(_ => random.NextDouble() < share)];
    }

    /// <summary>Labels from 0 up to a number, in runs of a few pixels.</summary>
    public static int[] RandomLabels(GridSize grid, int highest, int seed)
    {
        Random random = new(seed);
        int[] labels = new int[grid.Pixels];
        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = i > 0 && random.Next(4) > 0 ? labels[i - 1] : random.Next(highest + 1);
        }

        return labels;
    }

    public static IEnumerable<(int Z, int Y, int X)> Places(GridSize grid)
    {
        for (int z = 0; z < grid.Depth; z++)
        {
            for (int y = 0; y < grid.Height; y++)
            {
                for (int x = 0; x < grid.Width; x++)
                {
                    yield return (z, y, x);
                }
            }
        }
    }

    /// <summary>The pixels beside one, found by trying every pixel around it.</summary>
    public static IEnumerable<int> Beside(GridSize grid, int pixel, PixelNeighbours neighbours)
    {
        int x = pixel % grid.Width;
        int y = pixel / grid.Width % grid.Height;
        int z = pixel / grid.Width / grid.Height;
        foreach ((int dz, int dy, int dx) in Places(new GridSize(3, 3, 3)).Select(p => (p.Z - 1, p.Y - 1, p.X - 1)))
        {
            int axes = Math.Abs(dz) + Math.Abs(dy) + Math.Abs(dx);
            bool inside = z + dz >= 0 && z + dz < grid.Depth && y + dy >= 0 && y + dy < grid.Height
                && x + dx >= 0 && x + dx < grid.Width;
            if (inside && axes >= 1 && axes <= (int)neighbours)
            {
                yield return ((((z + dz) * grid.Height) + y + dy) * grid.Width) + x + dx;
            }
        }
    }
}
