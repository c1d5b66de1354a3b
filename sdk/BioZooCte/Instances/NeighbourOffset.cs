namespace BioZooCte.Instances;

/// <summary>One of a pixel's neighbours.</summary>
/// <param name="Step">How many pixels further in C order it is.</param>
/// <param name="Blocked">
/// The sides of the grid where there is none, as <see cref="SidesOf"/> gives them.
/// </param>
internal readonly record struct NeighbourOffset(int Step, int Blocked)
{
    private const int Left = 1;
    private const int Right = 2;
    private const int Top = 4;
    private const int Bottom = 8;
    private const int Front = 16;
    private const int Back = 32;

    /// <summary>The neighbours of a pixel inside a grid, in C order.</summary>
    public static NeighbourOffset[] Of(GridSize grid, PixelNeighbours neighbours)
    {
        List<NeighbourOffset> offsets = [];
        int deep = grid.Depth > 1 ? 1 : 0;
        for (int z = -deep; z <= deep; z++)
        {
            for (int y = -1; y <= 1; y++)
            {
                for (int x = -1; x <= 1; x++)
                {
                    int axes = Math.Abs(z) + Math.Abs(y) + Math.Abs(x);
                    if (axes != 0 && axes <= (int)neighbours)
                    {
                        int step = (((z * grid.Height) + y) * grid.Width) + x;
                        offsets.Add(new NeighbourOffset(
                            step, Side(x, Left, Right) | Side(y, Top, Bottom) | Side(z, Front, Back)));
                    }
                }
            }
        }

        return [.. offsets];
    }

    /// <summary>The sides of the grid that a pixel lies at.</summary>
    public static int SidesOf(GridSize grid, int pixel)
    {
        uint row = (uint)pixel / (uint)grid.Width;
        uint x = (uint)pixel - (row * (uint)grid.Width);
        int sides = (x == 0 ? Left : 0) | (x == grid.Width - 1 ? Right : 0);
        uint z = 0;
        uint y = row;
        if (grid.Depth > 1)
        {
            z = row / (uint)grid.Height;
            y = row - (z * (uint)grid.Height);
            sides |= (z == 0 ? Front : 0) | (z == grid.Depth - 1 ? Back : 0);
        }

        return sides | (y == 0 ? Top : 0) | (y == grid.Height - 1 ? Bottom : 0);
    }

    private static int Side(int offset, int low, int high) => offset < 0 ? low : offset > 0 ? high : 0;
}
