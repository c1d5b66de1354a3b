namespace BioZooCte.Instances.StarConvex;

/// <summary>The area that two circles share, or the volume that two spheres do.</summary>
internal static class RoundOverlap
{
    /// <summary>The area or volume.</summary>
    /// <param name="r">One radius.</param>
    /// <param name="s">The other.</param>
    /// <param name="distance">Between the centres.</param>
    /// <param name="isPlane">Circles, and not spheres.</param>
    public static double Of(double r, double s, double distance, bool isPlane)
    {
        if (distance >= r + s)
        {
            return 0;
        }

        double smaller = Math.Min(r, s);
        if (distance <= Math.Abs(r - s))
        {
            return isPlane ? Math.PI * smaller * smaller : 4 * Math.PI / 3 * smaller * smaller * smaller;
        }

        double d = distance;
        if (!isPlane)
        {
            double depth = r + s - d;
            return Math.PI * depth * depth * ((d * d) + (2 * d * (r + s)) - (3 * (r - s) * (r - s))) / (12 * d);
        }

        double x = ((d * d) + (r * r) - (s * s)) / (2 * d);
        double height = Math.Sqrt(Math.Max(0, (r * r) - (x * x)));
        return (r * r * Math.Atan2(height, x)) + (s * s * Math.Atan2(height, d - x)) - (d * height);
    }
}
