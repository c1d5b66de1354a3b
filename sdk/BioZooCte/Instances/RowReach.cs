namespace BioZooCte.Instances;

/// <summary>A row of pixels that touches another.</summary>
/// <param name="Y">Where it is along y, from the other.</param>
/// <param name="Z">Where it is along z.</param>
/// <param name="Reach">How far beyond a run's ends it is still touched.</param>
/// <param name="Step">How many rows further it is.</param>
internal readonly record struct RowReach(int Y, int Z, int Reach, int Step)
{
    /// <summary>The rows that come before one and touch it.</summary>
    public static RowReach[] Earlier(GridSize grid, PixelNeighbours neighbours)
    {
        int diagonal = neighbours >= PixelNeighbours.Edges ? 1 : 0;
        List<RowReach> rows = [new(-1, 0, diagonal, -1)];
        if (grid.Depth > 1)
        {
            rows.Add(new RowReach(0, -1, diagonal, -grid.Height));
            if (diagonal == 1)
            {
                int corner = neighbours == PixelNeighbours.Corners ? 1 : 0;
                rows.Add(new RowReach(-1, -1, corner, -grid.Height - 1));
                rows.Add(new RowReach(1, -1, corner, -grid.Height + 1));
            }
        }

        return [.. rows];
    }

    /// <summary>The rows that touch one, itself among them, in C order.</summary>
    public static RowReach[] Around(GridSize grid, PixelNeighbours neighbours)
    {
        RowReach[] earlier = Earlier(grid, neighbours);
        IEnumerable<RowReach> later = earlier.Select(
            row => new RowReach(-row.Y, -row.Z, row.Reach, -row.Step));
        RowReach itself = new(0, 0, 1, 0);
        return [.. earlier.Append(itself).Concat(later).OrderBy(row => row.Z).ThenBy(row => row.Y)];
    }

    /// <summary>Whether it is there for a row.</summary>
    public bool IsInside(int row, GridSize grid)
    {
        (int z, int y) = row < grid.Height ? (0, row) : Math.DivRem(row, grid.Height);
        return z + Z >= 0 && z + Z < grid.Depth && y + Y >= 0 && y + Y < grid.Height;
    }
}
