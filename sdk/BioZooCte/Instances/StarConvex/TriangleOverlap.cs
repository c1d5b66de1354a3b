namespace BioZooCte.Instances.StarConvex;

/// <summary>The area that two triangles of a plane share.</summary>
internal static class TriangleOverlap
{
    /// <summary>Three corners, and one more for each side that cuts.</summary>
    private const int MostCorners = 8;

    /// <summary>The area, by clipping one triangle at each side of the other.</summary>
    /// <param name="b">The first triangle's second corner; its first one is the origin.</param>
    /// <param name="c">Its third.</param>
    /// <param name="p">The second triangle's first corner.</param>
    /// <param name="d">Its second, relative to the first.</param>
    /// <param name="e">Its third, relative to the first.</param>
    public static double Area(Corner b, Corner c, Corner p, Corner d, Corner e)
    {
        if (Math.Max(0, Math.Max(b.Y, c.Y)) <= p.Y + Math.Min(0, Math.Min(d.Y, e.Y))
            || Math.Min(0, Math.Min(b.Y, c.Y)) >= p.Y + Math.Max(0, Math.Max(d.Y, e.Y))
            || Math.Max(0, Math.Max(b.X, c.X)) <= p.X + Math.Min(0, Math.Min(d.X, e.X))
            || Math.Min(0, Math.Min(b.X, c.X)) >= p.X + Math.Max(0, Math.Max(d.X, e.X)))
        {
            return 0;
        }

        Span<(double Y, double X)> corners = stackalloc (double, double)[MostCorners];
        Span<(double Y, double X)> cut = stackalloc (double, double)[MostCorners];
        corners[0] = (p.Y, p.X);
        corners[1] = (p.Y + d.Y, p.X + d.X);
        corners[2] = (p.Y + e.Y, p.X + e.X);
        double turn = (b.Y * c.X) - (b.X * c.Y) < 0 ? -1 : 1;
        int count = 3;
        count = Clip(corners[..count], cut, (0, 0), (b.Y, b.X), turn);
        count = Clip(cut[..count], corners, (b.Y, b.X), (c.Y, c.X), turn);
        count = Clip(corners[..count], cut, (c.Y, c.X), (0, 0), turn);
        double twice = 0;
        for (int i = 0; i < count; i++)
        {
            (double Y, double X) from = cut[i];
            (double Y, double X) to = cut[(i + 1) % count];
            twice += (from.Y * to.X) - (from.X * to.Y);
        }

        return Math.Abs(twice) / 2;
    }

    private static int Clip(
        ReadOnlySpan<(double Y, double X)> corners,
        Span<(double Y, double X)> cut,
        (double Y, double X) from,
        (double Y, double X) to,
        double turn)
    {
        int count = 0;
        for (int i = 0; i < corners.Length; i++)
        {
            (double Y, double X) one = corners[i];
            (double Y, double X) next = corners[(i + 1) % corners.Length];
            double side = Side(one);
            double nextSide = Side(next);
            if (side >= 0)
            {
                cut[count++] = one;
            }

            if ((side > 0 && nextSide < 0) || (side < 0 && nextSide > 0))
            {
                double share = side / (side - nextSide);
                cut[count++] = (one.Y + (share * (next.Y - one.Y)), one.X + (share * (next.X - one.X)));
            }
        }

        return count;

        double Side((double Y, double X) point) =>
            turn * (((to.Y - from.Y) * (point.X - from.X)) - ((to.X - from.X) * (point.Y - from.Y)));
    }
}
