namespace BioZooCte.Instances.StarConvex;

/// <summary>
/// How much of the smaller of two objects lies in the other: exact areas in a plane; in a volume voxels are counted.
/// </summary>
internal static class ShapeOverlap
{
    /// <summary>Whether the overlap is above a share of the smaller object.</summary>
    /// <remarks>Circles about both centres settle most pairs: those inside both objects, and those round them.</remarks>
    public static bool IsAbove(StarShape one, StarShape other, bool isPlane, double share)
    {
        Corner apart = new(
            other.Centre.Z - one.Centre.Z, other.Centre.Y - one.Centre.Y, other.Centre.X - one.Centre.X);
        double distance = apart.Length;
        double limit = share * Math.Min(one.Size, other.Size);
        if (RoundOverlap.Of(one.InnerRadius, other.InnerRadius, distance, isPlane) > limit)
        {
            return true;
        }

        return RoundOverlap.Of(one.OuterRadius, other.OuterRadius, distance, isPlane) > limit
            && (isPlane ? Area(one, other, apart) : Voxels(one, other)) > limit;
    }

    /// <summary>The area of the intersection: the sum over all pairs of the triangles that both are made of.</summary>
    private static double Area(StarShape one, StarShape other, Corner apart)
    {
        (Corner A, Corner B, Corner C)[] theirs = [.. other.Simplices];
        double area = 0;
        foreach ((_, Corner b, Corner c) in one.Simplices)
        {
            foreach ((_, Corner d, Corner e) in theirs)
            {
                area += TriangleOverlap.Area(b, c, apart, d, e);
            }
        }

        return area;
    }

    private static double Voxels(StarShape one, StarShape other)
    {
        int[] low = new int[3];
        int[] size = new int[3];
        double[] centre = [one.Centre.Z, one.Centre.Y, one.Centre.X];
        for (int axis = 0; axis < 3; axis++)
        {
            low[axis] = (int)Math.Floor(centre[axis] - one.OuterRadius);
            size[axis] = (int)Math.Ceiling(centre[axis] + one.OuterRadius) - low[axis] + 1;
        }

        GridSize box = new(size[0], size[1], size[2]);
        byte[] marks = new byte[box.Pixels];
        Mark(one, 1);
        Mark(other, 2);
        return marks.AsSpan().Count((byte)3);

        void Mark(StarShape shape, byte bit) => shape.MovedBy(-low[0], -low[1], -low[2]).VisitRows(
            box,
            (z, y, first, last) =>
            {
                foreach (ref byte mark in marks.AsSpan(
                    (((z * box.Height) + y) * box.Width) + first, last - first + 1))
                {
                    mark |= bit;
                }
            });
    }
}
