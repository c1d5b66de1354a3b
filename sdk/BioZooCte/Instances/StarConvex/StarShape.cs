namespace BioZooCte.Instances.StarConvex;

/// <summary>
/// A star-convex object: all that its centre sees. It is the union of the simplices that its centre makes with each
/// face, which do not overlap.
/// </summary>
internal sealed class StarShape
{
    /// <summary>What rounding does to a pixel on a face.</summary>
    private const double Slack = 1e-9;

    /// <summary>No distance is shorter, so that no simplex is flat.</summary>
    private const double LeastDistance = 1e-3;

    private readonly StarRays _rays;
    private readonly double[] _ends;

    /// <summary>An object.</summary>
    /// <param name="rays">The directions.</param>
    /// <param name="centre">Its centre, in pixels.</param>
    /// <param name="distances">How far it extends along each ray, in pixels.</param>
    public StarShape(StarRays rays, (double Z, double Y, double X) centre, ReadOnlySpan<float> distances)
    {
        _rays = rays;
        Centre = centre;
        _ends = new double[3 * rays.Count];
        for (int ray = 0; ray < rays.Count; ray++)
        {
            double distance = Math.Max(LeastDistance, distances[ray]);
            OuterRadius = Math.Max(OuterRadius, distance);
            for (int axis = 0; axis < 3; axis++)
            {
                _ends[(3 * ray) + axis] = distance * rays.Directions[(3 * ray) + axis];
            }
        }

        InnerRadius = double.PositiveInfinity;
        foreach ((int a, int b, int c) in rays.Faces)
        {
            Measure(End(a), End(b), End(c));
        }
    }

    private StarShape(StarShape other, (double Z, double Y, double X) centre)
    {
        _rays = other._rays;
        _ends = other._ends;
        Centre = centre;
        Size = other.Size;
        InnerRadius = other.InnerRadius;
        OuterRadius = other.OuterRadius;
    }

    /// <summary>The centre, in pixels.</summary>
    public (double Z, double Y, double X) Centre { get; }

    /// <summary>The area or volume, in pixels.</summary>
    public double Size { get; private set; }

    /// <summary>The radius of the greatest circle or sphere about the centre that lies inside.</summary>
    public double InnerRadius { get; private set; }

    /// <summary>The longest distance.</summary>
    public double OuterRadius { get; private set; }

    /// <summary>The simplices' corners beside the centre, relative to it; a plane's first one is (1, 0, 0).</summary>
    public IEnumerable<(Corner A, Corner B, Corner C)> Simplices =>
        _rays.Faces.Select(f => (End(f.A), End(f.B), End(f.C)));

    /// <summary>The same shape elsewhere.</summary>
    public StarShape MovedBy(int z, int y, int x) =>
        new(this, (Centre.Z + z, Centre.Y + y, Centre.X + x));

    /// <summary>Visits the rows of pixels whose centres lie inside; some more than once.</summary>
    /// <param name="grid">The lengths of what is visited.</param>
    /// <param name="visit">Is given z, y, and the first and the last x.</param>
    public void VisitRows(GridSize grid, Action<int, int, int, int> visit)
    {
        foreach ((Corner a, Corner b, Corner c) in Simplices)
        {
            (int lowZ, int highZ) = _rays.IsPlane
                ? (0, 0)
                : Range(Centre.Z, a.Z, b.Z, c.Z, grid.Depth);
            (int lowY, int highY) = _rays.IsPlane
                ? Range(Centre.Y, 0, b.Y, c.Y, grid.Height)
                : Range(Centre.Y, a.Y, b.Y, c.Y, grid.Height);
            Corner u = b.Cross(c);
            Corner v = c.Cross(a);
            Corner w = a.Cross(b);
            double determinant = a.Dot(u);
            if (determinant == 0)
            {
                continue;
            }

            for (int z = lowZ; z <= highZ; z++)
            {
                for (int y = lowY; y <= highY; y++)
                {
                    double low = -Centre.X;
                    double high = grid.Width - 1 - Centre.X;
                    Corner start = new(_rays.IsPlane ? 0 : z - Centre.Z, y - Centre.Y, 0);
                    double ofA = start.Dot(u) / determinant;
                    double ofB = start.Dot(v) / determinant;
                    double ofC = start.Dot(w) / determinant;
                    Bound(ofA, u.X / determinant, ref low, ref high);
                    Bound(ofB, v.X / determinant, ref low, ref high);
                    Bound(ofC, w.X / determinant, ref low, ref high);
                    Bound(1 - ofA - ofB - ofC, -(u.X + v.X + w.X) / determinant, ref low, ref high);
                    int first = Math.Max(0, (int)Math.Ceiling(low + Centre.X - Slack));
                    int last = Math.Min(grid.Width - 1, (int)Math.Floor(high + Centre.X + Slack));
                    if (first <= last)
                    {
                        visit(z, y, first, last);
                    }
                }
            }
        }
    }

    private static (int Low, int High) Range(double centre, double a, double b, double c, int size)
    {
        double low = centre + Math.Min(0, Math.Min(a, Math.Min(b, c)));
        double high = centre + Math.Max(0, Math.Max(a, Math.Max(b, c)));
        return (Math.Max(0, (int)Math.Ceiling(low - Slack)), Math.Min(size - 1, (int)Math.Floor(high + Slack)));
    }

    /// <summary>Narrows x to where value + slope · x is at least 0.</summary>
    private static void Bound(double value, double slope, ref double low, ref double high)
    {
        if (Math.Abs(slope) < 1e-14)
        {
            if (value < -Slack)
            {
                high = double.NegativeInfinity;
                low = double.MaxValue / 2;
            }
        }
        else if (slope > 0)
        {
            low = Math.Max(low, -value / slope);
        }
        else
        {
            high = Math.Min(high, -value / slope);
        }
    }

    private void Measure(Corner a, Corner b, Corner c)
    {
        double determinant = Math.Abs(a.Dot(b.Cross(c)));
        double face = _rays.IsPlane ? (c - b).Length : (b - a).Cross(c - a).Length;
        Size += determinant / (_rays.IsPlane ? 2 : 6);
        InnerRadius = Math.Min(InnerRadius, face == 0 ? 0 : determinant / face);
    }

    private Corner End(int ray) =>
        ray < 0 ? new Corner(1, 0, 0) : new Corner(_ends[3 * ray], _ends[(3 * ray) + 1], _ends[(3 * ray) + 2]);
}
